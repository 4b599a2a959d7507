/**
 * The questionnaire as data: controls, scoping questions, roles. People edit YAML under `questionnaires/`; the build
 * validates it with {@link ./questionnaire-schema.ts} and compiles it to one JSON file of this shape.
 */
import type { CriterionId } from './framework.ts';

/** Id of a control, `CRITERION-name`, stable for ever: answers in journals refer to it. */
export type ControlId = string;

/** Code of a role in roles.yaml, such as `CTO`. */
export type RoleId = string;

/** The five levels of an answer (scoring.md 3.1). */
export type Level = 0 | 1 | 2 | 3 | 4;

/** How often a control runs. At least one of the three is set. */
export interface Cadence {
  /** Calendar rhythm. */
  every?: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
  /** Events that also (or only) call for a run, such as `joiner`, `leaver`, `change`. */
  onEvent?: string[];
  /** True when it is a setting that holds all the time. */
  continuous?: boolean;
}

/** A value given to a scoping question. */
export type ScopeValue = string | number | boolean | string[];

/**
 * When a control or a question applies. An unanswered scoping question never hides anything: a condition over it
 * holds. Over answers, an unanswered control holds too.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | {
      /** Id of a scoping question. */
      scope: string;
      /** The value is this one, or is among the chosen ones when the question takes several. */
      is?: ScopeValue;
      /** The value is one of these. */
      in?: (string | number | boolean)[];
      /** The number (or the number behind the head-count band) is at least this. */
      atLeast?: number;
    }
  | {
      /** Id of a control whose answer decides. */
      answer: ControlId;
      /** Its level is at least this. */
      atLeast?: Level;
      /** Its level is at most this. */
      atMost?: Level;
    };

/** A live check behind a control (rule S-C1). */
export interface LinkedCheck {
  /** Catalogue id of the check. It may be one that this version does not run yet. */
  id: string;
  /** Determinative: its failure alone shows that the control is not met. Corroborating: it adds evidence only. */
  role: 'determinative' | 'corroborating';
  /** Why this role. */
  because: string;
}

/** An example of evidence, in the order an auditor would prefer. */
export interface EvidenceExample {
  what: string;
  /** E0–E3 of scoring.md 3.1. */
  tier: 0 | 1 | 2 | 3;
  /** Months after its date until it no longer counts; absent: it does not age. */
  expiresMonths?: number;
}

/** One control and the question that asks about it. */
export interface Control {
  id: ControlId;
  criterion: CriterionId;
  /** What is in place when it is in place, short. */
  title: string;
  /** The three parts of a control environment (source S4.4). */
  kind: 'people' | 'process' | 'technology';
  /** 3 key, 2 important, 1 supporting. */
  weight: 1 | 2 | 3;
  /** Why this weight. */
  weightReason: string;
  /** The question, one thing only, answerable on the five levels, 200 characters at most. */
  ask: string;
  /** Why it matters, one line. */
  why: string;
  /** What levels 0–4 look like for this control, in its own words. Exactly five. */
  levels: [string, string, string, string, string];
  /** What an auditor wants to see. */
  auditorWants: string;
  /** What sounds fine and is not. */
  doesNotCount: string;
  /** What a company of five may do. */
  smallCompany: string;
  evidence: EvidenceExample[];
  cadence: Cadence;
  /** Default roles; a person confirms them. I may also name groups, such as `all staff`. */
  raci: { R: RoleId[]; A: RoleId; C: RoleId[]; I: string[] };
  /** Work to put it in place: under half a day, a day, three days, two weeks, more. */
  effort: 'XS' | 'S' | 'M' | 'L' | 'XL';
  /** Days until a first dated artefact can exist. */
  leadDays: number;
  /** Controls that must be in place first. */
  after: ControlId[];
  /** When it applies; absent: always. Never removes a criterion's last key control (rule S-Q1). */
  when?: Condition;
  checks: LinkedCheck[];
  /** True where another organisation may run it and a reviewed report can stand for it (rule S-I1). */
  inheritable?: boolean;
  /** Topics of the criterion's points of focus that it touches, as topics.yaml names them. */
  topics: string[];
  /** Rows of the project's sources that it serves, such as `S2.6`. */
  sources?: string[];
  remediation: {
    /** What to do, with a verb. */
    action: string;
    steps: string[];
    /** What will be looked at to call it done. */
    acceptedWhen: string;
    /** Template to start from, a policy id or a file of this project. */
    template?: string;
  };
}

/** A question of scoping.yaml. */
export interface ScopeQuestion {
  id: string;
  ask: string;
  /** What the answer changes, one line. */
  why: string;
  type: 'choice' | 'choices' | 'yes-no' | 'number' | 'text' | 'list' | 'date';
  /** For choice and choices. `number` is what `atLeast` compares (the lower end of a head-count band). */
  options?: { value: string; label: string; number?: number }[];
  /** Offered, never filled in. */
  default?: ScopeValue;
  /** Unit after a number, such as `days`. */
  unit?: string;
  /** Lowest and highest accepted number. */
  min?: number;
  max?: number;
  /** True for a value the company commits to: checks are judged against it once it is marked committed (rule S-C5). */
  commitment?: boolean;
  /** `first` questions are asked at the start; `commitments` and `boundary` may wait. */
  group: 'first' | 'boundary' | 'commitments';
  when?: Condition;
}

/** A role and who holds it by default. */
export interface Role {
  id: RoleId;
  title: string;
  /** Who that usually is. */
  who: string;
  /** A party outside the company (AWS, a vendor): R or C, never A (rule R11). */
  outside?: boolean;
  /** A governing body; as A it needs a named chair (rule R3). */
  body?: boolean;
}

/** A default set of hats for a company of one size (raci-and-plan.md section 2). */
export interface RoleSet {
  /** `3`, `15` or `80`: the head count it is made for. */
  size: 3 | 15 | 80;
  /** For each role the hat that stands for it, such as PEOPLE_LEAD → CEO at three people. */
  holds: Record<RoleId, RoleId>;
  /** The accountable role per series or criterion (the more specific wins); absent: the control's own default. */
  accountable: Record<string, RoleId>;
}

/** What is asked together; topics stand in the order in which they break audits. */
export interface AskingTopic {
  topic: string;
  /** Why it stands here. */
  because: string;
  /** Controls, or criteria for all their controls that no topic lists by id; in asking order. */
  asks: (ControlId | CriterionId)[];
  /** True: asked before what they rest on, on purpose. */
  early?: boolean;
}

/** Everything compiled from `questionnaires/`. */
export interface Questionnaire {
  /** First 12 hex digits of the SHA-256 of the canonical content: entries and saved results name it. */
  hash: string;
  controls: Control[];
  scoping: ScopeQuestion[];
  roles: Role[];
  roleSets: RoleSet[];
  /** Topics of the points of focus per criterion, in our own words. */
  topics: Record<CriterionId, string[]>;
  /** In which order controls are asked; absent: as they stand (asking-order.ts). */
  order?: AskingTopic[];
  /** What a company's own files changed in it, in the order they were applied; absent as shipped. */
  changes?: QuestionnaireChange[];
}

/** One entry of a company's own files, as it took effect. */
export interface QuestionnaireChange {
  /** Name of the file in the workspace's folder `questionnaire`. */
  file: string;
  control: ControlId;
  /** Title of the control, after the change. */
  title: string;
  kind: 'added' | 'changed' | 'removed';
  /** For `changed`: the fields whose value differs, shortened for a line of text; empty when none does. */
  fields: { name: string; was: string; now: string }[];
  /** For `removed`: controls that no longer wait for it. */
  released: ControlId[];
  /** Why, in the words of whoever wrote the file. */
  reason?: string;
}

/** The questionnaire before it has a hash. */
export type QuestionnaireContent = Omit<Questionnaire, 'hash' | 'changes'>;
