// One way each to break a company's own file of controls, with the line and the words of the fault it must give.

/** A broken file, and the fault that follows. */
export interface BrokenOverlay {
  what: string;
  yaml: string;
  /** Line of the fault, from 1. */
  line: number;
  /** `ID FIELD` as the fault names it. */
  field: string;
  message: RegExp;
}

export const brokenOverlays: BrokenOverlay[] = [
  {
    what: 'bad YAML',
    yaml: '- id: CC1.1-a\n  title: "Our code\n- id: CC1.1-b\n  weight: 2\n',
    line: 2,
    field: 'YAML',
    message: /Missing closing "quote of the text that begins here/,
  },
  {
    what: 'no YAML at all',
    yaml: '\u0000\u0001 PK',
    line: 1,
    field: 'the file',
    message: /must be a list/,
  },
  {
    what: 'an alias that leads nowhere',
    yaml: '- id: CC1.1-a\n  title: *ours\n',
    line: 1,
    field: 'YAML',
    message: /alias/i,
  },
  {
    what: 'unknown field',
    yaml: '- id: CC1.1-a\n  auditor_wants: A page.\n',
    line: 2,
    field: 'CC1.1-a auditor_wants',
    message: /not a field here; did you mean auditorWants\?/,
  },
  {
    what: 'duplicate id',
    yaml: '- id: CC1.1-a\n  weight: 3\n\n- id: CC1.1-a\n  title: Ours\n',
    line: 4,
    field: 'CC1.1-a id',
    message: /already used further up/,
  },
  {
    what: 'cycle',
    yaml: '# Ours\n- id: CC1.1-a\n  after: [CC1.1-b]\n',
    line: 3,
    field: 'CC1.1-a after',
    message: /makes a loop: CC1\.1-a → CC1\.1-b → CC1\.1-a/,
  },
  {
    what: 'missing role',
    yaml: '- id: CC1.1-a\n  raci:\n    R: [CTO]\n    C: []\n    I: []\n',
    line: 2,
    field: 'CC1.1-a raci.A',
    message: /is missing/,
  },
  {
    what: 'a role there is not',
    yaml: '- id: CC1.1-a\n  raci:\n    R: [CTO]\n    A: BOSS\n    C: []\n    I: []\n',
    line: 4,
    field: 'CC1.1-a raci.A',
    message: /no role BOSS/,
  },
  {
    what: 'when on an unknown answer',
    yaml: '- id: CC1.1-b\n  when: { answer: CC1.1-zz, atLeast: 1 }\n',
    line: 2,
    field: 'CC1.1-b when.answer',
    message: /no control CC1\.1-zz/,
  },
  {
    what: 'when on an unknown scoping question',
    yaml: '- id: CC1.1-b\n  when:\n    scope: freelancers\n    is: true\n',
    line: 3,
    field: 'CC1.1-b when.scope',
    message: /no scoping question freelancers/,
  },
  {
    what: 'last key control taken out',
    yaml: '- id: CC1.5-a\n  disabled: true\n  reason: We trust each other.\n',
    line: 2,
    field: 'CC1.5-a disabled',
    message: /leaves CC1\.5 without a key control/,
  },
  {
    what: 'a control that is neither known nor whole',
    yaml: '- id: CC1.1-ours\n  weight: 2\n',
    line: 1,
    field: 'CC1.1-ours id',
    message: /no control CC1\.1-ours to change, and a new one lacks criterion/,
  },
  {
    what: 'taken out without a reason',
    yaml: '- id: CC1.1-b\n  disabled: true\n',
    line: 1,
    field: 'CC1.1-b reason',
    message: /say why/,
  },
];
