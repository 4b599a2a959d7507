// Writes docs/checks.md: an index of all checks and a page for each. `--check` only says whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allChecks } from '../checks/index.ts';
import { markdown } from '../source/core/text.ts';
import { checkPageMarkdown, servedControls } from '../source/report/check-page.ts';
import { shippedQuestionnaire } from '../source/workspace/content.ts';

const file = fileURLToPath(new URL('../docs/checks.md', import.meta.url));

/** All pages of this version under an index, as docs/checks.md holds them. */
export async function checkPages(): Promise<string> {
  const questionnaire = await shippedQuestionnaire();
  const services = [...new Set(allChecks.map(({ service }) => service))].sort();
  const index = services.flatMap((service) => [
    '',
    `**${service}**`,
    '',
    ...allChecks
      .filter((check) => check.service === service)
      .map(({ id, title, severity }) => `- [${id}](#${id}): ${markdown(title)} (${severity})`),
  ]);
  const intro = [
    '# Checks',
    '',
    'Made by `node scripts/check-pages.ts` from `checks/` and `questionnaires/`; do not edit. The same page on the terminal:',
    '`soc2-ready checks show ID`.',
    '',
    `${allChecks.length} checks. A check that could not be read is unknown: never pass, never fail.`,
  ];
  const pages = allChecks.map((check) => checkPageMarkdown(check, servedControls(check.id, questionnaire)));
  return `${[...intro, ...index].join('\n')}\n\n${pages.join('\n')}`;
}

if (import.meta.main) {
  const fresh = await checkPages();
  if (!process.argv.includes('--check')) writeFileSync(file, fresh);
  else if (readFileSync(file, 'utf8') !== fresh) {
    process.stderr.write('docs/checks.md is stale; run node scripts/check-pages.ts\n');
    process.exitCode = 1;
  }
}
