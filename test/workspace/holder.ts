// Opens a workspace, tells what came of it as a line of JSON, and holds it until its input ends (or it is killed).
import { openWorkspace } from '../../source/workspace/workspace.ts';

const workspace = await openWorkspace(process.argv[2] ?? '', { questionnaire: '0123456789ab' });
process.stdout.write(`${JSON.stringify({ pid: process.pid, readOnly: workspace.readOnly ?? null })}\n`);
for await (const _ of process.stdin);
await workspace.close();
