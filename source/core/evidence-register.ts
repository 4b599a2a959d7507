/** The register of evidence: every piece over all controls, and what each counts for (rule S-E2). */
import type { Assessment } from './assessment.ts';
import type { Day } from './entry.ts';
import { effectiveEvidence, lookBack, needsSecondName } from './input-answer.ts';
import type { Control, ControlId } from './questionnaire.ts';

/** One piece of evidence. */
export interface EvidenceRow {
  /** Id of the entry that added it. */
  id: string;
  control: ControlId;
  what: string;
  /** File in the evidence folder, path or link. */
  where: string;
  date: Day;
  expires?: Day;
  /** Tier as stated, and the one it counts as today. */
  stated: 0 | 1 | 2 | 3;
  tier: 0 | 1 | 2 | 3;
  /** Why it counts for less than stated; absent where it does not. */
  because?: string;
  /** Hex; of attached files. */
  sha256?: string;
  addedBy: string;
  /** Second name that saw it. */
  seenBy?: string;
  /** False: its control is not in this assessment, so it counts nowhere. */
  asked: boolean;
}

/** All evidence, by control as asked, controls not asked last; of one control as it was added. */
export function evidenceRegister(controls: readonly Control[], assessment: Assessment, today: Day): EvidenceRow[] {
  const span = lookBack(assessment, today);
  const second = needsSecondName(assessment, today);
  const asked = controls.map(({ id }) => id);
  const known = new Set(asked);
  const others = Object.keys(assessment.controls)
    .filter((id) => !known.has(id))
    .sort();
  return [...asked, ...others].flatMap((control) =>
    (assessment.controls[control]?.evidence ?? []).map((piece): EvidenceRow => {
      const { what, where, date, expires, tier: stated, sha256, seenBy, by, entry } = piece;
      const row: EvidenceRow = {
        ...{ id: entry, control, what, where, date, stated, addedBy: by, asked: known.has(control) },
        ...effectiveEvidence(piece, span, second),
      };
      if (expires !== undefined) row.expires = expires;
      if (sha256 !== undefined) row.sha256 = sha256;
      if (seenBy !== undefined && seenBy.trim() !== '') row.seenBy = seenBy;
      return row;
    }),
  );
}
