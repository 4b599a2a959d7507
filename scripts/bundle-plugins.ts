// Two changes to bundled packages, both for the time to the first frame and neither for what is shown.
import type { Plugin } from 'rolldown';

/**
 * Yoga asks `fetch` for its own data URL first, which makes Node load its whole HTTP client (a fifth of the first frame).
 * Without it the same code decodes the text at once.
 */
export const yogaWithoutFetch: Plugin = {
  name: 'yoga-without-fetch',
  transform: (code, id) =>
    id.endsWith('yoga-wasm-base64-esm.js') ? replaced(code, '"function"!=typeof fetch', 'true', 'yoga-layout') : null,
};

/** Characters of our screens outside ASCII, each one cell wide; the test measures every one with string-width itself. */
export const oneCell =
  '\\u00a0-\\u00ac\\u00ae-\\u00ff\\u2013\\u2014\\u2018-\\u201d\\u2026\\u2190-\\u2193\\u21e9\\u23ce\\u2500-\\u259f\\u25b2\\u25b8\\u25cf\\u2714\\u2716';

/**
 * string-width goes through any line that is not ASCII grapheme by grapheme; nearly every line of ours holds a rule or a bar.
 * Lines of characters known to be one cell wide take its short way too (a tenth of the first frame).
 */
export const quickWidth: Plugin = {
  name: 'quick-width',
  transform: (code, id) =>
    id.endsWith('/string-width/index.js')
      ? replaced(code, '/^[\\u0020-\\u007E]*$/', `/^[\\u0020-\\u007E${oneCell}]*$/`, 'string-width')
      : null,
};

function replaced(code: string, from: string, to: string, name: string): string {
  if (!code.includes(from)) throw new Error(`${name} changed: look again at what scripts/bundle-plugins.ts does to it`);
  return code.replaceAll(from, to);
}
