/** The worker behind the Clients screen: figures take a moment each, and the screen must not wait for them. */
import { parentPort } from 'node:worker_threads';
import { clientFigures } from './client-figures.ts';

parentPort?.on('message', async (folder: string) => {
  const figures = await clientFigures(folder);
  parentPort?.postMessage({ folder, figures });
});
