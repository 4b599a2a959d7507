// Every AWS service that a text names is on the dated list, and takes new customers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allChecks } from '../../checks/index.ts';
import { readGuides } from '../../scripts/compile-guides.ts';
import { readLists } from '../../scripts/compile-lists.ts';
import { readQuestionnaire } from '../../scripts/compile-questionnaire.ts';
import { awsServiceLint } from '../../source/core/aws-services.ts';

const folder = fileURLToPath(new URL('../../questionnaires', import.meta.url));
const { awsServices: services } = readLists(folder);
const lint = awsServiceLint(services);
const questionnaire = readQuestionnaire(folder);
const { controls, scoping, roles } = questionnaire;

/** Every text in a value, with where it stands. */
function texts(value: unknown, place: string): [place: string, text: string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([step, item]) => texts(item, `${place} ${step}`));
}

const faults = (entries: readonly { id: string }[]): string[] =>
  entries
    .flatMap((entry) => texts(entry, entry.id))
    .flatMap(([place, text]) => lint(text).map((fault) => `${place} ${fault}`));

describe('AWS services in our texts', () => {
  it('questions, levels, evidence and remediation', () => {
    assert.deepEqual(faults([...controls, ...scoping, ...roles]), []);
  });

  it('policy starters and glossary', () => {
    const { policies, glossary } = readGuides(folder, questionnaire);
    const terms = glossary.terms.map((term) => ({ id: term.term, ...term }));
    assert.deepEqual(faults([...policies.policies, ...terms]), []);
  });

  it('titles, reasons and fixes of checks', () => {
    // Commands and links name services in their own way.
    const read = allChecks.map(({ id, title, why, judgement, severityReason, fix }) => ({
      ...{ id, title, why, judgement, severityReason },
      fix: [fix.summary, ...fix.console],
    }));
    assert.deepEqual(faults(read), []);
  });

  it('the texts do name services, so that the lint has something to look at', () => {
    const open = services.awsServices.filter(({ state }) => state === 'open').map(({ name }) => name);
    const all = texts([controls, allChecks.map(({ fix }) => fix)], '').map(([, text]) => text);
    assert.ok(open.filter((name) => all.some((text) => text.includes(name))).length >= 5);
  });
});

describe('the lint of AWS services', () => {
  const refused: [text: string, fault: RegExp][] = [
    [
      'Collect it in Audit Manager.',
      /names Audit Manager, which takes no new customers since 2026-04-30; say .*conformance packs/,
    ],
    ['Collect it in AWS Audit Manager.', /names Audit Manager/],
    ['Page with AWS Systems Manager Incident Manager', /names Incident Manager, which takes no new customers/],
    ['Keep policies in Amazon WorkDocs.', /names WorkDocs, which has ended since 2025-04-25/],
    ['Query CloudTrail Lake.', /names CloudTrail Lake/],
    ['Make launch configurations.', /names launch configuration/],
    ['Sign in through AWS Single Sign-On.', /names AWS Single Sign-On, which has another name.*IAM Identity Center/],
    ['Turn on Security Hub.', /names Security Hub, which has another name/],
    ['Turn on AWS Clairvoyance Engine now.', /names AWS Clairvoyance Engine, which is not in the list/],
    ['Turn on Amazon Foresight.', /names Amazon Foresight, which is not in the list/],
  ];
  for (const [text, fault] of refused)
    it(text, () => {
      assert.match(lint(text).join('\n'), fault);
    });

  it('leaves alone what is open, what is no service, and words within words', () => {
    for (const text of [
      'Turn on Security Hub CSPM and AWS Config in every AWS Region.',
      'Reports of AWS Backup Audit Manager show failed jobs.',
      'The AWS account and the AWS SOC 2 report from AWS Artifact.',
      'CloudTrail, CloudWatch Logs and S3 buckets.',
      'The incident manager of the day, named on the rota.',
      'S3 Glacier storage classes.',
      'Proton beams are no AWS matter.',
    ])
      assert.deepEqual(lint(text), [], text);
  });

  it('the list has a date, and says what to use in place of each service that is gone', () => {
    assert.match(services.asOf, /^\d{4}-\d{2}-\d{2}$/);
    const gone = services.awsServices.filter(({ state }) => state !== 'open');
    assert.ok(gone.length > 20);
    for (const { name, instead = '' } of gone) assert.deepEqual(lint(instead), [], name);
  });
});
