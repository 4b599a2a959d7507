/** SageMaker: notebook instances, and whether they reach the internet by themselves. */
import {
  DescribeNotebookInstanceCommand,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Reading } from '../../core/facts.ts';
import type { Session } from '../session.ts';
import { detailsOf } from './each.ts';
import { defined } from './values.ts';

/** Names of the notebook instances of a region. */
async function notebooks(session: Session, region: string): Promise<Reading<string[]>> {
  // A region where SageMaker has no notebook instances does not know the operation.
  const read = await session.setting('sagemaker:ListNotebookInstances', region, async () => {
    const all: string[] = [];
    const client = session.client('sagemaker', SageMakerClient, region);
    for await (const page of paginateListNotebookInstances({ client, pageSize: 100 }, {})) {
      for (const { NotebookInstanceName } of page.NotebookInstances ?? [])
        all.push(defined(NotebookInstanceName, 'NotebookInstanceName'));
    }
    return all;
  });
  return read.state === 'ok' ? { state: 'ok', data: read.data ?? [] } : read;
}

/** Direct internet access by notebook instance: one call for each. */
export async function directInternet(session: Session, region: string) {
  return detailsOf(await notebooks(session, region), String, (NotebookInstanceName) =>
    session.reading('sagemaker:DescribeNotebookInstance', region, async () => {
      const client = session.client('sagemaker', SageMakerClient, region);
      const { DirectInternetAccess } = await client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
      return DirectInternetAccess ?? null;
    }),
  );
}
