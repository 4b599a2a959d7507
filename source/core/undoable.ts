/** What a person may take back, on every front. */

/**
 * Types of entries that undo takes back. What happened is not among them: a scan, a run of a
 * control, a new round, a result that was kept. A list or findings taken in are: the ones before them count again.
 */
export const undoable: readonly string[] = [
  ...['answer', 'scope', 'depth', 'owner', 'note', 'evidence', 'person'],
  ...['plan', 'raci', 'acknowledge', 'window', 'schedule'],
  ...['settle', 'participants', 'park', 'parked'],
  ...['policy', 'vendor', 'duty', 'exception', 'engagement', 'description'],
  ...['manual-result', 'approved-exception', 'override'],
  ...['population-import', 'findings-import', 'person-account', 'waiver', 'role-set', 'channel'],
];
