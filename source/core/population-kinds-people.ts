/** Lists of people and of what they hold: leavers, joiners, users of the identity provider, devices, access reviews. */
import {
  eventField,
  idField,
  type PopulationField,
  type PopulationKind,
  type PopulationSpec,
} from './population-spec.ts';

const email: PopulationField = {
  ...{ id: 'email', type: 'text', what: 'e-mail address or login' },
  headers: ['email', 'emailaddress', 'workemail', 'login', 'username', 'userprincipalname', 'upn', 'mail', 'user'],
};

const name: PopulationField = {
  ...{ id: 'name', type: 'text', what: 'full name' },
  headers: ['name', 'fullname', 'displayname', 'employee', 'employeename', 'person', 'who'],
};

/** Kinds about people. */
export const peopleKinds = {
  leavers: {
    title: 'Leavers',
    anyOf: ['email', 'name'],
    fields: [
      name,
      email,
      eventField('left', 'last day', 'lastday', 'leavedate', 'leavingdate', 'terminationdate', 'enddate', 'exitdate'),
      {
        ...{ id: 'removed', type: 'moment', what: 'when the last access was removed' },
        headers: ['removed', 'accessremoved', 'removedat', 'deactivated', 'deprovisioned', 'offboarded', 'closed'],
      },
    ],
    key: [['email', 'name'], ['left']],
    event: 'left',
    tests: [
      {
        ...{ id: 'access-removed', control: 'CC6.2-leavers', commitment: 'leaver-hours', needs: [] },
        expects: 'Access is gone within the committed hours, and no account is active after them',
      },
    ],
  },
  joiners: {
    title: 'Joiners',
    anyOf: ['email', 'name'],
    fields: [
      name,
      email,
      eventField('started', 'first day', 'startdate', 'hiredate', 'firstday', 'joined', 'start', 'hired'),
      {
        ...{ id: 'account', type: 'moment', what: 'when access was given' },
        headers: ['account', 'accountcreated', 'accessgiven', 'created', 'provisioned', 'accessgranted'],
      },
      {
        ...{ id: 'approver', type: 'people', what: 'who approved the access' },
        headers: ['approver', 'approvedby', 'accessapprovedby', 'manager'],
      },
      {
        ...{ id: 'approved', type: 'moment', what: 'when it was approved' },
        headers: ['approved', 'approvedat', 'approvedon', 'approvaldate'],
      },
      {
        ...{ id: 'trained', type: 'moment', what: 'when security training was finished' },
        headers: ['trained', 'trainingcompleted', 'trainingdate', 'securitytraining', 'training'],
      },
    ],
    key: [['email', 'name'], ['started']],
    event: 'started',
    tests: [
      {
        ...{ id: 'access-approved', control: 'CC6.2-joiners', needs: ['approver'] },
        expects: 'Somebody else approved the access before it was given',
      },
      {
        ...{ id: 'training-in-time', control: 'CC1.4-c', needs: ['trained'], commitment: 'training-days' },
        expects: 'Security training is finished within the committed days',
      },
    ],
  },
  'idp-users': {
    title: 'Users of the identity provider',
    fields: [
      { ...email, required: true, filled: true },
      name,
      {
        ...{ id: 'active', type: 'state', what: 'active, suspended or deactivated', required: true, filled: true },
        headers: ['active', 'status', 'statusreadonly', 'state', 'enabled', 'accountenabled', 'suspended'],
      },
      {
        ...{ id: 'factor', type: 'factor', what: 'second factor: yes, no, or which', required: true },
        headers: [
          'factor',
          'factors',
          'mfa',
          '2fa',
          'mfaenrolled',
          '2svenrolledreadonly',
          '2svenrolled',
          'secondfactor',
        ],
      },
      {
        ...{ id: 'disabled', type: 'moment', what: 'when it was switched off' },
        headers: ['disabled', 'disabledat', 'deactivatedat', 'suspendedat', 'deactivated', 'deprovisionedat'],
      },
    ],
    key: [['email']],
    tests: [
      {
        ...{ id: 'second-factor', control: 'CC6.1-mfa', needs: ['factor'] },
        expects: 'Every active user has a second factor, also where they sign in to AWS with a password',
      },
      {
        ...{ id: 'closed-in-aws', control: 'CC6.2-unused', needs: [] },
        expects: 'Nobody who is switched off here has an active user in AWS',
      },
    ],
  },
  devices: {
    title: 'Devices',
    fields: [
      idField('serial number or name', 'serial', 'serialnumber', 'device', 'devicename', 'hostname', 'name', 'asset'),
      {
        ...{ id: 'owner', type: 'people', what: 'who uses it', required: true },
        headers: ['owner', 'user', 'assignedto', 'assigneduser', 'email', 'employee', 'primaryuser'],
      },
      {
        ...{ id: 'encrypted', type: 'yes-no', what: 'disk encrypted: yes or no', required: true },
        headers: [
          'encrypted',
          'encryption',
          'diskencryption',
          'filevault',
          'bitlocker',
          'isencrypted',
          'encryptionstatus',
        ],
      },
    ],
    key: [['id']],
    tests: [
      {
        ...{ id: 'encrypted', control: 'CC6.7-device-encryption', needs: ['encrypted'] },
        expects: 'The disk is encrypted',
      },
      {
        ...{ id: 'owned', control: 'CC6.7-device-encryption', needs: ['owner'] },
        expects: 'The device has an owner',
      },
    ],
  },
  'access-reviews': {
    title: 'Access reviews',
    fields: [
      {
        ...{ id: 'system', type: 'text', what: 'which system', required: true, filled: true },
        headers: ['system', 'application', 'app', 'scope', 'tool', 'service'],
      },
      {
        ...{
          id: 'due',
          type: 'period',
          what: 'its period (2026-Q3), or the last day of it',
          required: true,
          filled: true,
        },
        headers: ['due', 'duedate', 'period', 'quarter', 'dueby', 'month'],
      },
      {
        ...{ id: 'done', type: 'moment', what: 'when it was done', required: true },
        headers: ['done', 'completed', 'completedat', 'completedon', 'finished', 'reviewdate', 'reviewedon', 'date'],
      },
      {
        ...{ id: 'reviewer', type: 'people', what: 'who reviewed' },
        headers: ['reviewer', 'reviewedby', 'reviewers', 'owner'],
      },
    ],
    key: [['system'], ['due']],
    event: 'due',
    tests: [
      {
        ...{ id: 'done-in-period', control: 'CC6.3-review', needs: ['done'] },
        expects: 'Each review is done inside its period, by somebody who is named',
      },
    ],
  },
} satisfies Partial<Record<PopulationKind, PopulationSpec>>;
