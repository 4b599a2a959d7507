/** A workshop: who sits around one screen, what each of them said, what was put aside, and a summary per person. */
import type { Assessment, Attribution } from './assessment.ts';
import type { Entry } from './entry.ts';
import type { Control, ControlId } from './questionnaire.ts';
import { answersOf, disagreement, type GivenAnswer } from './workshop-fold.ts';

/** A line on the parking lot. */
export interface Parked extends Attribution {
  text: string;
  /** The question it came up at. */
  control?: ControlId;
  /** What became of it; absent: open. */
  outcome?: string;
}

/** What is known of the workshop. */
export interface Workshop {
  /** In the order they answer. */
  participants: string[];
  /** In the order they were put aside. */
  parked: Parked[];
}

/** Nobody yet. */
export function emptyWorkshop(): Workshop {
  return { participants: [], parked: [] };
}

type Of<Type> = Entry & { type: Type };

/** Handlers for the fold; see assessment.ts. */
export const parkingHandlers = {
  participants: (state: Assessment, { names }: Of<'participants'>) => {
    state.workshop.participants = uniqueNames(names);
  },
  park: (state: Assessment, { text, control, by, at, id }: Of<'park'>) => {
    const item: Parked = { text, by, at, entry: id };
    state.workshop.parked.push(control === undefined ? item : { ...item, control });
  },
  parked: (state: Assessment, { item, outcome }: Of<'parked'>) => {
    state.workshop.parked = state.workshop.parked.map((parked): Parked => {
      if (parked.entry !== item) return parked;
      const { outcome: _, ...open } = parked;
      return outcome === null ? open : { ...open, outcome };
    });
  },
};

/** The names without blanks; the same name in other letters counts once. */
export function uniqueNames(names: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const name of names.map((one) => one.trim())) {
    const key = name.toLowerCase();
    if (name !== '' && !known.has(key)) known.set(key, name);
  }
  return [...known.values()];
}

/** What a person said to a control, also when somebody has settled it since; undefined: nothing. */
export function answerBy(assessment: Assessment, control: ControlId, person: string): GivenAnswer | undefined {
  const wanted = person.trim().toLowerCase();
  const record = assessment.controls[control];
  return [...(record?.settled?.said ?? []), ...answersOf(record)].find(({ by }) => by.trim().toLowerCase() === wanted);
}

/** What a person takes away from the workshop. */
export interface PersonSummary {
  name: string;
  /** Controls they gave an answer to that stands. */
  answered: number;
  /** Controls they said they do not know, or put off. */
  open: ControlId[];
  /** Where others said something else, and nobody has settled it. */
  disputed: { control: ControlId; said: string }[];
  /** Controls they own that are not in place. */
  owns: { control: ControlId; level: string }[];
  /** Lines of theirs on the parking lot that are open. */
  parked: string[];
  /** Notes of theirs. */
  notes: { control: ControlId; text: string }[];
}

/** A summary for every participant, in their order. */
export function workshopSummary(assessment: Assessment, controls: readonly Control[]): PersonSummary[] {
  const { participants, parked } = assessment.workshop;
  return participants.map((name): PersonSummary => {
    const is = (other: string | undefined) => other?.trim().toLowerCase() === name.toLowerCase();
    const summary: PersonSummary = { name, answered: 0, open: [], disputed: [], owns: [], parked: [], notes: [] };
    for (const { id } of controls) {
      const record = assessment.controls[id];
      const own = answerBy(assessment, id, name);
      if (own !== undefined) {
        summary.answered += 1;
        if (own.level === 'unknown' || own.level === 'later') summary.open.push(id);
        const said = disagreement(record);
        if (said !== undefined) summary.disputed.push({ control: id, said });
      }
      const level = record?.answer?.level;
      const inPlace = level === 3 || level === 4 || level === 'inherited' || level === 'not-applicable';
      if (is(record?.owner) && !inPlace)
        summary.owns.push({ control: id, level: level === undefined ? 'not answered' : `${level}` });
      if (record?.note !== undefined && is(record.note.by)) summary.notes.push({ control: id, text: record.note.text });
    }
    summary.parked = parked.filter(({ by, outcome }) => is(by) && outcome === undefined).map(({ text }) => text);
    return summary;
  });
}
