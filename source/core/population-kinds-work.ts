/** Lists of work: merged changes, deployments, incidents, tickets. */
import { eventField, idField, type PopulationKind, type PopulationSpec } from './population-spec.ts';

/** Kinds about work. */
export const workKinds = {
  changes: {
    title: 'Merged changes',
    fields: [
      idField('number of the change', 'pr', 'pullrequest', 'mergerequest', 'change', 'changeid', 'prnumber', 'iid'),
      {
        ...{ id: 'author', type: 'text', what: 'who wrote it', required: true, filled: true },
        headers: ['author', 'authorlogin', 'createdby', 'creator', 'openedby', 'user'],
      },
      {
        ...{ id: 'approvers', type: 'people', what: 'who approved it; blank: nobody', required: true },
        headers: ['approvers', 'approver', 'approvedby', 'reviewers', 'reviewer', 'reviewedby', 'approvals'],
      },
      {
        ...{ id: 'checks', type: 'result', what: 'result of its tests' },
        headers: ['checks', 'check', 'ci', 'cistatus', 'tests', 'buildstatus', 'build', 'pipeline', 'pipelinestatus'],
      },
      eventField('merged', 'when it was merged', 'mergedat', 'mergedon', 'mergedate', 'mergetime', 'date'),
      {
        ...{ id: 'ticket', type: 'text', what: 'the request it came from' },
        headers: ['ticket', 'issue', 'request', 'jira', 'linkedissue', 'story'],
      },
      {
        ...{ id: 'commit', type: 'text', what: 'merge commit' },
        headers: ['commit', 'sha', 'mergecommit', 'mergecommitsha', 'hash'],
      },
    ],
    key: [['id']],
    event: 'merged',
    tests: [
      {
        ...{ id: 'approved', control: 'CC8.1-review', needs: ['approvers'] },
        expects: 'Somebody other than the author approved it',
      },
      { ...{ id: 'tested', control: 'CC8.1-tests', needs: ['checks'] }, expects: 'Its tests passed' },
      { ...{ id: 'requested', control: 'CC8.1-request', needs: ['ticket'] }, expects: 'It came from a request' },
    ],
  },
  deployments: {
    title: 'Deployments',
    fields: [
      idField('number of the deployment', 'deployment', 'deploymentid', 'release', 'run', 'runid', 'build'),
      eventField(
        'deployed',
        'when it went live',
        'deployedat',
        'released',
        'releasedat',
        'finishedat',
        'date',
        'createdat',
      ),
      {
        ...{ id: 'change', type: 'text', what: 'the merged change or commit behind it', required: true },
        headers: ['change', 'pr', 'pullrequest', 'mergerequest', 'commit', 'sha', 'changeid', 'version'],
      },
    ],
    key: [['id']],
    event: 'deployed',
    tests: [
      {
        ...{ id: 'merged-change', control: 'CC8.1-releases', needs: ['change'] },
        expects: 'It leads back to a change that was merged before',
      },
    ],
  },
  incidents: {
    title: 'Incidents',
    fields: [
      idField('number of the incident', 'incident', 'incidentid', 'case', 'ticket'),
      eventField(
        'opened',
        'when it began',
        'openedat',
        'started',
        'startedat',
        'created',
        'createdat',
        'detected',
        'date',
      ),
      {
        ...{ id: 'closed', type: 'moment', what: 'when it was over', required: true },
        headers: ['closed', 'closedat', 'resolved', 'resolvedat', 'ended', 'endedat'],
      },
      {
        ...{ id: 'review', type: 'text', what: 'its review: day or link; blank: none', required: true },
        headers: ['review', 'postmortem', 'rootcause', 'retrospective', 'reviewedat', 'reviewlink', 'rca'],
      },
    ],
    key: [['id']],
    event: 'opened',
    tests: [
      {
        ...{ id: 'reviewed', control: 'CC7.5-root-cause', needs: ['review'] },
        expects: 'Each incident that is over has a written review',
      },
    ],
  },
  tickets: {
    title: 'Tasks from incidents and findings',
    fields: [
      idField('number of the ticket', 'ticket', 'issue', 'issuekey', 'task'),
      eventField('opened', 'when it was opened', 'openedat', 'created', 'createdat', 'date'),
      {
        ...{ id: 'due', type: 'moment', what: 'day it is due', required: true },
        headers: ['due', 'duedate', 'dueon', 'deadline'],
      },
      {
        ...{ id: 'closed', type: 'moment', what: 'when it was closed', required: true },
        headers: ['closed', 'closedat', 'resolved', 'resolvedat', 'done', 'completed'],
      },
      {
        ...{ id: 'owner', type: 'people', what: 'who does it' },
        headers: ['owner', 'assignee', 'assignedto', 'responsible'],
      },
    ],
    key: [['id']],
    event: 'opened',
    tests: [
      {
        ...{ id: 'closed-in-time', control: 'CC7.5-actions', needs: ['due', 'closed'] },
        expects: 'Each task has a day, and is closed by it',
      },
      { ...{ id: 'has-owner', control: 'CC7.5-actions', needs: ['owner'] }, expects: 'Each task has an owner' },
    ],
  },
} satisfies Partial<Record<PopulationKind, PopulationSpec>>;
