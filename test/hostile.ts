/** Texts that somebody may put into any field to make a terminal, a sheet, a page or a document act on them. */
import type { EntryBody } from '../source/core/entry.ts';

/** The corpus: what each is, and the text. A format is safe when it can show all of them anywhere. */
export const hostileTexts: readonly { name: string; text: string }[] = [
  { name: 'ANSI colour', text: '\u001b[31mred\u001b[0m' },
  { name: 'ANSI cursor', text: '\u001b[2J\u001b[H\u001b[999Aup' },
  { name: 'CSI of one byte', text: '\u009b2Jclear' },
  { name: 'OSC 8 link', text: '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007' },
  { name: 'OSC title', text: '\u001b]0;title\u001b\\after' },
  { name: 'OSC never ended', text: 'before\u001b]8;;https://evil.example' },
  { name: 'BEL', text: 'bell\u0007bell' },
  { name: 'NUL', text: 'nul\u0000nul' },
  { name: 'bidi override', text: 'abc\u202edcba\u202c' },
  { name: 'bidi isolate', text: '\u2066left\u2069\u200f' },
  { name: 'zero width', text: 'zero\u200bwidth\u2060\ufeff' },
  { name: 'formula =', text: "=cmd|'/c calc'!A0" },
  { name: 'formula +', text: '+1+1' },
  { name: 'formula -', text: '-2+3' },
  { name: 'formula @', text: '@SUM(A1:A9)' },
  { name: 'formula after a space', text: ' =1+1' },
  { name: 'formula after a tab', text: '\t=1+1' },
  { name: 'formula after a line end', text: '\r\n=HYPERLINK("http://evil.example")' },
  { name: 'formula of full width', text: '＝1+1' },
  { name: 'script', text: '<script>alert(1)</script>' },
  { name: 'image with a handler', text: '"><img src=x onerror=alert(1)>' },
  { name: 'attribute', text: "' onmouseover='alert(1)' x=\"" },
  { name: 'end of a style', text: '</style></script><svg onload=alert(1)>' },
  { name: 'entity', text: '&lt;script&gt;&#x3c;b&#x3e;&amp;' },
  { name: 'CDATA', text: ']]><!--<![CDATA[x' },
  { name: 'Markdown link', text: '](javascript:alert(1))' },
  { name: 'Markdown image', text: '![x](https://evil.example/x.png)' },
  { name: 'Markdown cells', text: '| pipe || \\| **bold** `code` ~~gone~~' },
  { name: 'Markdown heading', text: '# heading\n===\n---' },
  { name: 'Markdown list', text: '- item\n1. item\n> quote' },
  { name: 'Markdown fence', text: '```\n</pre>\n```' },
  { name: 'line ends', text: 'a\nb\r\nc\rd\u2028e\u2029f' },
  { name: 'only spaces', text: '   ' },
  { name: 'nothing', text: '' },
  { name: '64 KB', text: 'x'.repeat(65_536) },
  { name: '64 KB of words', text: 'word '.repeat(13_107) },
  { name: 'CJK', text: '表表表，全角テスト한국어' },
  { name: 'emoji', text: '👩‍💻🇨🇭👍🏽' },
  { name: 'right to left', text: 'שלום עולם' },
  { name: 'half a pair', text: 'broken\ud83d' },
  { name: 'file name', text: '../../../etc/passwd' },
  { name: 'Windows device', text: 'CON.txt:stream\\..\\NUL' },
  { name: 'name of a member', text: '__proto__' },
  { name: 'name of every member', text: 'constructor' },
];

/** The texts alone. */
export const hostile: readonly string[] = hostileTexts.map(({ text }) => text);

/** What must not be left in any text that a person sees: control characters, and those that hide or reorder text. */
export const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** Texts of ours in a report, on which program and formats branch: not a place where anybody can write. */
const ours =
  /^(schema|rule|status|state|severity|type1|opening|inWindow|verdict|cause|phase|box|effort|kind|register|role|letters|every|type|by|level|status|audience|cadence|criterion|series|weight|change|meets|what)$/;
const day = /^\d{4}-\d\d-\d\d(T.*)?$/;

/**
 * A copy with `text` behind every text of it that somebody outside the program could have written; days, and words on
 * which the program branches, stay. Names of members stay too.
 */
export function poisoned<T>(value: T, text: string, key = ''): T {
  if (typeof value === 'string') return (ours.test(key) || day.test(value) ? value : `${text}${value}${text}`) as T;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, text, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, text, name)])) as T;
}

/** Journal entries for one control in which every free text is `text`. Dates are counted from `today`. */
export function hostileEntries(text: string, control: string, today: string): EntryBody[] {
  // A name decides who is who: an empty one is refused at the door.
  const name = text.trim() === '' ? 'Nobody' : text;
  return [
    { type: 'created', name: text, timeZone: 'UTC' },
    { type: 'scope', question: 'company', value: text },
    { type: 'scope', question: 'regions', value: [text, 'eu-central-1'] },
    { type: 'person', name, roles: ['CTO', 'SEC'] },
    { type: 'person', name: `Second ${name}`, roles: ['CEO'] },
    {
      type: 'answer',
      control,
      answer: { level: 'not-applicable', reason: text, text, approver: name, reviewOn: today },
    },
    { type: 'owner', control, person: name },
    { type: 'note', control, text },
    { type: 'evidence', control, evidence: { what: text, where: text, date: today, tier: 2, seenBy: text } },
    { type: 'run', control, on: today, deviation: text },
    { type: 'population', control, size: 3, deviations: 1, source: text },
    { type: 'waiver', rule: 'R7', control, text, approver: name, expires: today },
    { type: 'raci', control, person: name, role: 'C' },
    { type: 'plan', item: `plan:${control}`, state: 'blocked', reason: text, on: today },
    { type: 'description', criterion: 'DC1', done: false, text },
    { type: 'policy', key: 'access-control', record: { title: text, version: text, approver: name, where: text } },
    {
      type: 'vendor',
      key: 'aws',
      record: { name: text, tier: 'critical', owner: text, does: text, exit: text },
    },
    { type: 'duty', key: 'duty', record: { text, where: text } },
    { type: 'exception', key: 'exception', record: { criterion: 'CC6.1', text, response: text } },
    { type: 'engagement', key: 'engagement', record: { auditor: text, fees: text } },
  ];
}
