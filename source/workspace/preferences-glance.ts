/** A look at the preferences before the first frame: one small file, nothing loaded for it, nothing changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFolder } from './folders.ts';
import { type TextPreference, textPreferences } from './preferences.ts';

/** What is kept now; nothing where it cannot be read. Never throws. */
export function glanceAtPreferences(folder: string = configFolder()): Partial<Record<TextPreference, string>> {
  try {
    const stored: unknown = JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8'));
    if (typeof stored !== 'object' || stored === null) return {};
    const found = Object.entries(stored).filter(
      (pair): pair is [TextPreference, string] =>
        typeof pair[1] === 'string' && textPreferences.some((name) => name === pair[0]),
    );
    return Object.fromEntries(found);
  } catch {
    return {};
  }
}
