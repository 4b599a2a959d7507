/** Name and version of this program, from package.json. */
import manifest from '../package.json' with { type: 'json' };

/** The version in package.json, such as `0.1.0`. */
export const version: string = manifest.version;
