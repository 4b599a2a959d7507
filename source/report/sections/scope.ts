/** Scope and method: what is judged, by whom, from what, and by which constants. */
import { longDay } from '../../core/calendar.ts';
import { counted, listed } from '../../core/phrases.ts';
import type { Block, Section } from '../document.ts';
import type { Report } from '../model.ts';
import type { LeftOut } from '../scope-view.ts';
import { column, heading, list, paragraph, table, withoutEmpty } from './shared.ts';

/** The section. */
export function scopeSection(report: Report): Section {
  return {
    id: 'scope',
    title: 'Scope and method',
    blocks: [...scope(report), ...leftOut(report), ...basis(report), ...method(report)],
  };
}

function scope({ scope: { answers, unanswered, criteria } }: Report): Block[] {
  return [
    paragraph(
      `${counted(criteria.length, 'criterion').replace('criterions', 'criteria')} in scope: ${criteria.join(', ')}.`,
    ),
    ...(answers.some(({ committed }) => committed)
      ? [paragraph('Where “promised” stands, the value binds the company, and live checks are judged against it.')]
      : []),
    withoutEmpty(
      table(
        'What scoping says',
        [
          column('question', 'question', 3),
          column('answer', 'answer', 2),
          column('committed', 'promised', 0.8),
          column('by', 'said by'),
        ],
        answers.map(({ ask, answer, committed, by }) => [ask, answer, committed ? 'yes' : '', by]),
        'Nothing has been said in scoping.',
      ),
      ['committed'],
    ),
    ...(unanswered.length === 0
      ? []
      : [
          {
            kind: 'details' as const,
            title: `${counted(unanswered.length, 'question')} of scoping without an answer: they leave nothing out`,
            blocks: list(unanswered),
          },
        ]),
  ];
}

function leftOut({ scope: { notApplicable, inherited, excluded } }: Report): Block[] {
  const columns = (until: string) => [
    ...[column('control', 'control'), column('title', 'title', 2), column('reason', 'reason', 3)],
    ...[column('approver', 'by'), column('until', until, 1, 'day')],
  ];
  const rows = (all: readonly LeftOut[]) =>
    all.map(({ control, title, reason, approver, until = '' }) => [control, title, reason, approver, until]);
  return [
    heading('Not applicable, with reasons'),
    table(
      'Controls that do not apply',
      columns('look again'),
      rows(notApplicable),
      'No control was called not applicable.',
    ),
    heading('Run by others'),
    table(
      'Controls that another organisation runs',
      columns('covered until'),
      rows(inherited),
      'No control is inherited.',
    ),
    ...(excluded.length === 0
      ? []
      : [
          heading('Not asked'),
          table(
            'Controls that scoping or depth left out, by reason',
            [
              column('reason', 'reason', 2),
              column('count', 'how many', 0.6, 'number'),
              column('controls', 'controls', 5),
            ],
            [...Map.groupBy(excluded, ({ reason }) => reason)].map(([reason, controls]) => [
              ...[reason, String(controls.length), controls.map(({ control }) => control).join(', ')],
            ]),
          ),
        ]),
  ];
}

function basis({ basis: of, scans, decisions, scope: { unasked } }: Report): Block[] {
  const [word, document, record, system] = of.evidence;
  const accounts = scans.map(({ account, finishedAt }) => `${account} (read ${finishedAt.slice(0, 10)})`);
  const facts = [
    {
      term: 'Controls answered',
      text: `${of.answered} of ${of.controls}${of.toConfirm > 0 ? `, ${of.toConfirm} still to be confirmed in this round` : ''}`,
    },
    {
      term: 'Evidence',
      text: `${counted(system, 'system export')}, ${counted(record, 'dated record')}, ${counted(document, 'document')}, ${word} on word alone`,
    },
    {
      term: 'AWS',
      text:
        accounts.length === 0
          ? 'no account was read'
          : `read-only: ${listed(accounts)}; ${of.checks.concluded} checks with a conclusion, ${of.checks.unknown} without, ${of.checks.recorded} recorded by hand`,
    },
    ...(of.reassessedOn === undefined ? [] : [{ term: 'This round began', text: longDay(of.reassessedOn) }]),
    ...(decisions.score.provisional
      ? [{ term: 'Depth', text: 'only a part of the controls was asked: the verdict is provisional' }]
      : []),
    ...(unasked.length === 0 ? [] : [{ term: 'Not asked by this version', text: unasked.join(', ') }]),
  ];
  return [
    heading('Who assessed, and from what'),
    { kind: 'facts', caption: 'What the figures rest on', rows: facts },
    table(
      'Who said what',
      [
        column('name', 'name', 2),
        column('answers', 'answers', 1, 'number'),
        column('evidence', 'evidence added', 1, 'number'),
        column('last', 'last on', 1, 'day'),
      ],
      of.assessors.map(({ name, answers, evidence, last = '' }) => [name, String(answers), String(evidence), last]),
      'Nobody has answered yet.',
    ),
  ];
}

function method({ method: { constants, overrides, exceptions }, madeBy }: Report): Block[] {
  return [
    heading('Method'),
    paragraph(
      'Every figure follows from the answers, the evidence behind them and the live checks by published rules (docs/scoring.md). ' +
        'An answer alone counts for half at most; a failing check bounds what a claim can give; what is not known is neither ' +
        `good nor bad and widens the range. Model ${madeBy.model}, questionnaire ${madeBy.questionnaire}. The constants are our judgement:`,
    ),
    table(
      'Constants of the model, as published',
      [column('rule', 'rule'), column('what', 'what', 4), column('value', 'value', 1, 'number')],
      constants.map(({ rule, what, value }) => [rule, what, String(value)]),
    ),
    ...(overrides.length === 0
      ? [paragraph('Nothing was set otherwise for this assessment.')]
      : [
          table(
            'Set otherwise for this assessment',
            [
              ...[column('rule', 'rule'), column('what', 'what', 3), column('published', 'published', 1, 'number')],
              ...[column('value', 'here', 1, 'number'), column('reason', 'reason', 3), column('by', 'by')],
            ],
            overrides.map(({ rule, what, published, value, reason, by, idle }) => [
              ...[rule, what, published === undefined ? '' : String(published), String(value)],
              ...[idle === undefined ? reason : `${reason} (takes no effect: ${idle})`, by],
            ]),
          ),
        ]),
    ...(exceptions.length === 0
      ? []
      : [
          table(
            'Approved exceptions',
            [
              ...[column('control', 'control'), column('text', 'what and why', 3), column('checks', 'checks', 2)],
              ...[
                column('approver', 'approved by'),
                column('on', 'on', 1, 'day'),
                column('expires', 'until', 1, 'day'),
                column('state', 'state', 1.5),
              ],
            ],
            exceptions.map(({ control, text, checks, approver, approvedOn, expires, state, because }) => [
              ...[control, text, checks.join(', '), approver, approvedOn, expires],
              because === undefined ? state : `${state}: ${because}`,
            ]),
          ),
        ]),
  ];
}
