/** The kinds of forms by what they are for. */
import type { FormKind } from '../form.ts';
import { interviewForms } from './interview.ts';
import { judgementForms } from './judgements.ts';
import { planForms } from './plan.ts';
import { populationForms } from './populations.ts';
import { programForms } from './program.ts';
import { registerForms } from './registers.ts';
import { workshopForms } from './workshop.ts';

/** What a form is for. */
export type FormPurpose =
  | keyof typeof interviewForms
  | keyof typeof judgementForms
  | keyof typeof planForms
  | keyof typeof programForms
  | keyof typeof registerForms
  | keyof typeof workshopForms
  | keyof typeof populationForms;

/** Every kind of form. */
export const formKinds: Record<FormPurpose, FormKind> = {
  ...interviewForms,
  ...judgementForms,
  ...planForms,
  ...programForms,
  ...registerForms,
  ...workshopForms,
  ...populationForms,
};
