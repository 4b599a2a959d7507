/** What a person may take back, on every front. */

/** Types of entries that undo takes back. What is of many files or many entries, and a new round, is not among them. */
export const undoable: readonly string[] = [
  ...['answer', 'scope', 'depth', 'owner', 'note', 'evidence', 'person'],
  ...['plan', 'raci', 'acknowledge', 'window', 'schedule'],
  ...['settle', 'participants', 'park', 'parked'],
  ...['policy', 'vendor', 'duty', 'exception', 'engagement', 'description'],
  ...['manual-result', 'approved-exception', 'override'],
];
