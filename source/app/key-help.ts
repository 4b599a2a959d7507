/** The key table as text, for `soc2-ready help keys`, and as Markdown, for the readme. */
import { listed } from '../core/phrases.ts';
import { actions } from './key-table.ts';
import { type Action, keysShown } from './keys.ts';
import { screens, screenTitles } from './screens.ts';

const groups: readonly Action['group'][] = ['Move', 'Screens', 'Answer', 'AWS', 'Lists', 'Text', 'Program'];

/** Screens that are named as those where a key does not work, rather than all where it does. */
const fewOthers = 4;

/** Where an action works, in words. */
function placesText(action: Action): string {
  const named = screens.filter((screen) => action.places.includes(screen));
  const others = screens.filter((screen) => !named.includes(screen)).map((screen) => screenTitles[screen]);
  if (others.length === 0) return 'every screen';
  if (others.length <= fewOthers) return `every screen but ${listed(others)}`;
  return named.length > 0 ? named.map((screen) => screenTitles[screen]).join(', ') : action.places.join(', ');
}

/** All keys, by group, as plain text. */
export function keyTableText(): string {
  return groups
    .map((group) => {
      const rows = actions.filter((action) => action.group === group);
      return [group, ...rows.map((a) => `  ${keysShown(a).padEnd(12)} ${a.help} (${placesText(a)})`)].join('\n');
    })
    .join('\n\n');
}

/** All keys as one Markdown table. */
export function keyTableMarkdown(): string {
  const rows = groups.flatMap((group) =>
    actions
      .filter((action) => action.group === group)
      .map((action) => `| \`${keysShown(action)}\` | ${action.help} | ${placesText(action)} |`),
  );
  return ['| Keys | What they do | Where |', '| --- | --- | --- |', ...rows].join('\n');
}
