/** A consultant's brand file with the logo beside it. Loads the YAML parser: imported only where there is such a file. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { plainLine } from '../core/text.ts';
import { WorkspaceError } from './errors.ts';

/** Names of the brand file that a workspace may hold, the first found counts. */
const names = ['brand.yaml', 'brand.yml', 'brand.json'];

/** A page of settings is no larger. */
const largestFile = 64 * 1024;

/** Every report holds the logo. */
const largestLogo = 1024 * 1024;

/** The brand file of a workspace; undefined where it has none. */
export function workspaceBrand(folder: string): string | undefined {
  return names.map((name) => join(folder, name)).find((file) => existsSync(file));
}

/** The content of a brand file (YAML, of which JSON is a part). Throws a WorkspaceError (exit code 2) that names the file. */
export function readBrandFile(file: string): unknown {
  const text = bytesOf(file, 'brand file', largestFile).toString('utf8');
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw fault(file, `is no YAML or JSON: ${plainLine((error as Error).message)}`);
  }
}

/** The logo that a brand file names, as it stands in a report. Throws a WorkspaceError for what is neither PNG nor SVG. */
export function readLogo(brandFile: string, logo: string): { type: 'image/png' | 'image/svg+xml'; data: string } {
  const path = resolve(dirname(brandFile), logo);
  const bytes = bytesOf(path, 'logo', largestLogo, `${brandFile}: logo: `);
  const data = bytes.toString('base64');
  if (bytes.subarray(0, 8).toString('latin1') === '\u0089PNG\r\n\u001a\n') return { type: 'image/png', data };
  const start = bytes.subarray(0, 4096).toString('utf8');
  if (/^\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(start))
    return { type: 'image/svg+xml', data };
  throw fault(brandFile, `logo: ${path} is neither a PNG nor an SVG file.`);
}

function bytesOf(path: string, what: string, most: number, before = ''): Buffer {
  try {
    const { size } = statSync(path);
    if (size <= most) return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new WorkspaceError(
      plainLine(`${before}the ${what} ${path} ${code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`}.`),
      'Name another with --brand FILE, or correct the path; a logo is looked for beside the brand file.',
      { exitCode: 2 },
    );
  }
  throw fault(path, `is larger than ${most / 1024} KB, which no ${what} needs.`);
}

function fault(file: string, message: string): WorkspaceError {
  return new WorkspaceError(plainLine(`${file}: ${message}`), 'docs/reports.md has an example.', { exitCode: 2 });
}
