/** Two copies of one journal made one: the union of their entries, and where they say different things of the same. */
import { compareEntries, fold, undoneIds } from './assessment.ts';
import type { Entry } from './entry.ts';
import { disagreement, levelName } from './workshop-fold.ts';

/** Two copies say different things of one thing. Nothing is lost: both entries are in the journal. */
export interface MergeConflict {
  /** What it is about, such as `owner of CC6.1-mfa`. */
  about: string;
  /** What each copy says, by whom. */
  ours: string;
  theirs: string;
  /** Which of them counts from now on; `both` for answers of different people, of which the lowest counts. */
  counts: 'ours' | 'theirs' | 'both';
}

/** The outcome. */
export interface Merge {
  /** Ours in their order, then what came. */
  entries: Entry[];
  /** What was only there. */
  added: Entry[];
  /** How many are in both. */
  shared: number;
  /** How many are only here. */
  onlyOurs: number;
  conflicts: MergeConflict[];
}

/** The union of two journals. In either order it holds the same entries, so it folds to the same assessment. */
export function mergeEntries(ours: readonly Entry[], theirs: readonly Entry[]): Merge {
  // By content and not by id: of two entries damaged under one id both stay, and the fold chooses.
  const here = new Map(ours.map((entry) => [identity(entry), entry]));
  const there = new Map(theirs.map((entry) => [identity(entry), entry]));
  const added = [...there].filter(([key]) => !here.has(key)).map(([, entry]) => entry);
  const own = [...here].filter(([key]) => !there.has(key)).map(([, entry]) => entry);
  const entries = [...ours, ...added];
  return {
    entries,
    added,
    shared: there.size - added.length,
    onlyOurs: own.length,
    conflicts: conflictsOf(own, added, entries),
  };
}

/** True for two journals that begin with the same entry: copies of one assessment. */
export function areCopies(ours: readonly Entry[], theirs: readonly Entry[]): boolean {
  const ids = new Set(ours.filter(({ type }) => type === 'created').map(({ id }) => id));
  return theirs.some(({ type, id }) => type === 'created' && ids.has(id));
}

function identity(entry: Entry): string {
  return JSON.stringify(Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function conflictsOf(ours: readonly Entry[], theirs: readonly Entry[], all: readonly Entry[]): MergeConflict[] {
  const undone = undoneIds(all.toSorted(compareEntries));
  const last = (entries: readonly Entry[]) => {
    const byKey = new Map<string, Entry>();
    for (const entry of entries.toSorted(compareEntries)) {
      const key = keyOf(entry);
      if (key !== undefined && !undone.has(entry.id)) byKey.set(key, entry);
    }
    return byKey;
  };
  const [here, there] = [last(ours), last(theirs)];
  const conflicts = [...here].flatMap(([about, mine]): MergeConflict[] => {
    const other = there.get(about);
    if (other === undefined || saying(mine) === saying(other)) return [];
    const counts = compareEntries(mine, other) > 0 ? 'ours' : 'theirs';
    return [{ about, ours: `${saying(mine)} (${mine.by})`, theirs: `${saying(other)} (${other.by})`, counts }];
  });
  return [...conflicts, ...differingAnswers(ours, theirs, all)].sort((a, b) =>
    a.about < b.about ? -1 : a.about > b.about ? 1 : 0,
  );
}

/** Controls that different people answered differently, one here and one there. */
function differingAnswers(ours: readonly Entry[], theirs: readonly Entry[], all: readonly Entry[]): MergeConflict[] {
  const answered = (entries: readonly Entry[]) =>
    new Set(entries.flatMap((entry) => (entry.type === 'answer' ? [entry.control] : [])));
  const [here, there] = [answered(ours), answered(theirs)];
  const assessment = fold(all);
  const ids = (entries: readonly Entry[]) => new Set(entries.map(({ id }) => id));
  const [mineIds, otherIds] = [ids(ours), ids(theirs)];
  return [...here]
    .filter((control) => there.has(control))
    .flatMap((control): MergeConflict[] => {
      const record = assessment.controls[control];
      if (disagreement(record) === undefined) return [];
      const side = (among: ReadonlySet<string>) =>
        (record?.answers ?? [])
          .filter(({ entry }) => among.has(entry))
          .map(({ by, level }) => `${levelName(level)} (${by})`)
          .join(', ');
      const [mine, other] = [side(mineIds), side(otherIds)];
      if (mine === '' || other === '') return [];
      return [{ about: `answers to ${control}`, ours: mine, theirs: other, counts: 'both' }];
    });
}

/** The one thing that an entry says something of; undefined where entries only add up. */
function keyOf(entry: Entry): string | undefined {
  switch (entry.type) {
    case 'answer':
      return `answer of ${entry.by} to ${entry.control}`;
    case 'settle':
      return `settled answer to ${entry.control}`;
    case 'owner':
    case 'note':
      return `${entry.type} of ${entry.control}`;
    case 'schedule':
      return `next date of ${entry.control}`;
    case 'population':
      return `population of ${entry.control}`;
    case 'population-import':
      return `population of ${entry.kind}`;
    case 'findings-import':
      return `findings of ${entry.engine}`;
    case 'scope':
      return `scoping: ${entry.question}`;
    case 'depth':
    case 'window':
      return entry.type;
    case 'person':
      return `person ${entry.name}`;
    case 'person-account':
      return `account ${entry.account} of ${entry.person}`;
    case 'raci':
      if (entry.role === 'A' && entry.standIn !== true) return `A of ${entry.control}`;
      return `${entry.standIn === true ? 'stand-in' : 'letter'} of ${entry.person} on ${entry.control}`;
    case 'plan':
      return `state of ${entry.item}`;
    case 'override':
      return entry.of === 'constant' ? `constant ${entry.constant}` : `${entry.of} of ${entry.control} by override`;
    case 'approved-exception':
      return `approved exception of ${entry.control}`;
    case 'manual-result':
      return `result by hand of ${entry.check}${entry.account === undefined ? '' : ` in ${entry.account}`}`;
    case 'description':
      return `description ${entry.criterion}`;
    case 'columns':
      return `columns ${Object.keys(entry.values).sort().join(', ')} of ${entry.row} (${entry.sheet})`;
    case 'role-set':
      if (entry.of === 'size') return 'size of the role set';
      return entry.of === 'hat' ? `hat that stands for ${entry.role}` : `who answers for ${entry.where}`;
    case 'participants':
      return 'participants of the workshop';
    case 'parked':
      return `outcome of ${entry.item}`;
    case 'channel':
      return `channel of ${entry.party}`;
    case 'policy':
    case 'vendor':
    case 'duty':
    case 'exception':
    case 'engagement':
      return `${entry.type} ${entry.key}`;
    default:
      return undefined;
  }
}

const longest = 120;

/** What an entry says of its thing, short. */
function saying(entry: Entry): string {
  if (entry.type === 'answer') return entry.answer === null ? 'taken back' : answerText(entry.answer);
  if (entry.type === 'settle') return answerText(entry.answer);
  if (entry.type === 'owner') return entry.person ?? 'nobody';
  if (entry.type === 'schedule') return entry.next;
  if (entry.type === 'raci') return entry.role === 'A' ? entry.person : (entry.role ?? 'none');
  if (entry.type === 'plan') return entry.reason === undefined ? entry.state : `${entry.state}: ${entry.reason}`;
  if (entry.type === 'manual-result') return recordedText(entry.result);
  const base = new Set(['v', 'id', 'replica', 'seq', 'at', 'by', 'questionnaire', 'supersedes', 'type', 'control']);
  const rest = Object.entries(entry).filter(([name]) => !base.has(name));
  const text = rest
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function recordedText(result: Extract<Entry, { type: 'manual-result' }>['result']): string {
  if (result === null) return 'taken back';
  const text = `${result.status} until ${result.expires}: ${result.evidence} (${result.where}), of ${result.date}`;
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function answerText(answer: Extract<Entry, { type: 'settle' }>['answer']): string {
  const { level, ...rest } = answer;
  const more = Object.entries(rest).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const text = [levelName(level), ...more].join(', ');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
