// Appends to a workspace for ever and prints the id of each entry once the append has resolved. Made to be killed.
import { openWorkspace } from '../../source/workspace/workspace.ts';

const workspace = await openWorkspace(process.argv[2] ?? '', { questionnaire: '0123456789ab' });
if (workspace.readOnly !== undefined) throw new Error(workspace.readOnly);
for (let n = 0; ; n += 1) {
  const text = 'x'.repeat((n * 797) % 5000);
  const { id } = await workspace.append({ type: 'note', control: 'CC1.1-a', text }, 'Ann');
  process.stdout.write(`${id}\n`);
}
