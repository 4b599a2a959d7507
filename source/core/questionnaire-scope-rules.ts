/** Faults of conditions and of scoping questions. */
import type { Condition, QuestionnaireContent, ScopeQuestion, ScopeValue } from './questionnaire.ts';
import type { Fault, FaultPath } from './shape.ts';

/** The fault of naming something that there is not. `kind` is what the name should be of, such as `role`. */
export function unknownName(path: FaultPath, kind: string, name: string): Fault {
  return { path, message: `there is no ${kind} ${name}`, involves: [name] };
}

/** Faults of a condition: scoping questions, values and controls that there are not. */
export function conditionFaults(condition: Condition, path: FaultPath, content: QuestionnaireContent): Fault[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => conditionFaults(part, [...path, 'all', index], content));
  if ('any' in condition)
    return condition.any.flatMap((part, index) => conditionFaults(part, [...path, 'any', index], content));
  if ('not' in condition) return conditionFaults(condition.not, [...path, 'not'], content);
  if ('answer' in condition) {
    const found = content.controls.some((control) => control.id === condition.answer);
    return found ? [] : [unknownName([...path, 'answer'], 'control', condition.answer)];
  }
  const question = content.scoping.find((candidate) => candidate.id === condition.scope);
  if (!question) return [unknownName([...path, 'scope'], 'scoping question', condition.scope)];
  const faults: Fault[] = [];
  const never = [condition.is ?? [], condition.in ?? []].flat().filter((value) => !possible(question, value));
  if (never.length > 0)
    faults.push({ path, message: `${condition.scope} never has the value ${never.map(String).join(', ')}` });
  const counts = question.type === 'number' || question.options?.some((option) => option.number !== undefined);
  if (condition.atLeast !== undefined && !counts)
    faults.push({ path: [...path, 'atLeast'], message: `${condition.scope} has no number to compare` });
  return faults;
}

/** Whether one value may be (among) the answer to a question. */
function possible(question: ScopeQuestion, value: string | number | boolean): boolean {
  switch (question.type) {
    case 'yes-no':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'choice':
    case 'choices':
      return (question.options ?? []).some((option) => option.value === value);
    default:
      return typeof value === 'string';
  }
}

/** Faults of one scoping question. */
export function scopeFaults(question: ScopeQuestion, path: FaultPath, content: QuestionnaireContent): Fault[] {
  const faults: Fault[] = [];
  const choosing = question.type === 'choice' || question.type === 'choices';
  if (choosing !== (question.options !== undefined))
    faults.push({ path: [...path, 'options'], message: choosing ? 'is missing' : `is not for a ${question.type}` });
  const { default: offered } = question;
  if (offered !== undefined && !fits(question, offered))
    faults.push({ path: [...path, 'default'], message: `is no answer to this ${question.type}` });
  if (question.when) faults.push(...conditionFaults(question.when, [...path, 'when'], content));
  return faults;
}

/** Whether a value is a whole answer to a question. */
function fits(question: ScopeQuestion, value: ScopeValue): boolean {
  const several = question.type === 'list' || question.type === 'choices';
  if (Array.isArray(value)) return several && value.every((item) => possible(question, item));
  if (several || !possible(question, value)) return false;
  if (question.type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(String(value));
  return typeof value !== 'number' || (value >= (question.min ?? value) && value <= (question.max ?? value));
}
