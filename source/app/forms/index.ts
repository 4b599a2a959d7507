/** The kinds of forms by what they are for. */
import type { FormKind } from '../form.ts';
import { interviewForms } from './interview.ts';
import { programForms } from './program.ts';

/** What a form is for. */
export type FormPurpose = keyof typeof interviewForms | keyof typeof programForms;

/** Every kind of form. */
export const formKinds: Record<FormPurpose, FormKind> = { ...interviewForms, ...programForms };
