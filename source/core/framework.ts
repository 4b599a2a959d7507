/**
 * The criteria of the Trust Services Criteria (2017, points of focus revised 2022): numbers, and titles in our own
 * words. The AICPA's sentences are copyrighted and are not here.
 */

/** A category a company may put in scope. Security (the common criteria CC1–CC9) always is. */
export type Category = 'security' | 'availability' | 'confidentiality' | 'processing-integrity' | 'privacy';

/** A criterion number, such as `CC6.1`. Always one of {@link criteria}. */
export type CriterionId = string;

/** A series of criteria shown as one row, such as `CC6` or `A1`. */
export type SeriesId = string;

/** One criterion of the framework. */
export interface Criterion {
  /** Its number in the framework. */
  id: CriterionId;
  /** The series it belongs to. */
  series: SeriesId;
  /** The category that brings it into scope. */
  category: Category;
  /** A short title in our own words. */
  title: string;
  /** What it is about, one sentence in our own words. */
  summary: string;
}

/** All 61 criteria in the framework's order: 33 common, 3 A, 2 C, 5 PI, 18 P. */
export const criteria: readonly Criterion[] = [
  {
    id: 'CC1.1',
    series: 'CC1',
    category: 'security',
    title: 'Integrity and ethics',
    summary:
      'The company shows, in what leaders do and what it enforces, that honest and ethical behaviour is expected.',
  },
  {
    id: 'CC1.2',
    series: 'CC1',
    category: 'security',
    title: 'Independent oversight',
    summary: 'People who do not run the day-to-day business watch over internal control and are qualified to do so.',
  },
  {
    id: 'CC1.3',
    series: 'CC1',
    category: 'security',
    title: 'Structure, reporting lines, authority',
    summary: 'Management, with oversight, decides who reports to whom, who may decide what, and who answers for it.',
  },
  {
    id: 'CC1.4',
    series: 'CC1',
    category: 'security',
    title: 'Competent people',
    summary: 'The company hires, trains, keeps and plans to replace the people its controls depend on.',
  },
  {
    id: 'CC1.5',
    series: 'CC1',
    category: 'security',
    title: 'Accountability',
    summary: 'People answer for their control duties: goals, reviews and consequences say so.',
  },
  {
    id: 'CC2.1',
    series: 'CC2',
    category: 'security',
    title: 'Information quality',
    summary:
      'The company gathers and uses reliable, relevant information to run its controls: it knows its assets, data and flows.',
  },
  {
    id: 'CC2.2',
    series: 'CC2',
    category: 'security',
    title: 'Internal communication',
    summary: 'Staff get what they need to do their control duties, and know how to raise problems.',
  },
  {
    id: 'CC2.3',
    series: 'CC2',
    category: 'security',
    title: 'External communication',
    summary:
      'Customers, vendors and others learn what they need (commitments, boundaries, duties, how to report) and can reach the company.',
  },
  {
    id: 'CC3.1',
    series: 'CC3',
    category: 'security',
    title: 'Clear objectives',
    summary: 'Objectives are stated clearly enough that threats to them can be identified.',
  },
  {
    id: 'CC3.2',
    series: 'CC3',
    category: 'security',
    title: 'Identify and analyse risk',
    summary: 'Risks to the objectives are found across the company, sized, and given a response.',
  },
  {
    id: 'CC3.3',
    series: 'CC3',
    category: 'security',
    title: 'Fraud risk',
    summary: 'The possibility of fraud and insider abuse is weighed explicitly.',
  },
  {
    id: 'CC3.4',
    series: 'CC3',
    category: 'security',
    title: 'Change risk',
    summary: 'Changes that could upset controls are spotted and assessed.',
  },
  {
    id: 'CC4.1',
    series: 'CC4',
    category: 'security',
    title: 'Monitoring of controls',
    summary: 'The company checks, continuously and now and then independently, that its controls exist and work.',
  },
  {
    id: 'CC4.2',
    series: 'CC4',
    category: 'security',
    title: 'Fixing what monitoring finds',
    summary: 'Weaknesses are reported to people who can fix them, and fixes are followed to the end.',
  },
  {
    id: 'CC5.1',
    series: 'CC5',
    category: 'security',
    title: 'Controls chosen for risks',
    summary: 'Controls are chosen and designed because they reduce specific risks to an acceptable level.',
  },
  {
    id: 'CC5.2',
    series: 'CC5',
    category: 'security',
    title: 'Technology controls',
    summary: 'General controls over technology are chosen so that the automated parts of the business can be trusted.',
  },
  {
    id: 'CC5.3',
    series: 'CC5',
    category: 'security',
    title: 'Policies and procedures',
    summary: 'Policies say what must happen; procedures make it happen; both have owners and are revisited.',
  },
  {
    id: 'CC6.1',
    series: 'CC6',
    category: 'security',
    title: 'Logical access architecture',
    summary:
      'Technical access protections (identity, network, encryption, keys, credentials) guard the information in scope.',
  },
  {
    id: 'CC6.2',
    series: 'CC6',
    category: 'security',
    title: 'Granting and removing credentials',
    summary: 'Access is authorised before it is granted and removed when no longer needed.',
  },
  {
    id: 'CC6.3',
    series: 'CC6',
    category: 'security',
    title: 'Role-based access and review',
    summary: 'Access follows roles and least privilege, changes with the job, and is reviewed.',
  },
  {
    id: 'CC6.4',
    series: 'CC6',
    category: 'security',
    title: 'Physical access',
    summary: 'Only authorised people get to facilities, devices and media.',
  },
  {
    id: 'CC6.5',
    series: 'CC6',
    category: 'security',
    title: 'Disposal',
    summary: 'Protection of physical assets ends only once data on them cannot be recovered.',
  },
  {
    id: 'CC6.6',
    series: 'CC6',
    category: 'security',
    title: 'Outside threats at the boundary',
    summary: 'Defences stop attacks coming from outside the system boundary.',
  },
  {
    id: 'CC6.7',
    series: 'CC6',
    category: 'security',
    title: 'Data movement',
    summary: 'Data in transit, on removable media and on endpoints is restricted and protected.',
  },
  {
    id: 'CC6.8',
    series: 'CC6',
    category: 'security',
    title: 'Malicious software',
    summary: 'Unauthorised or malicious software is prevented, detected and dealt with.',
  },
  {
    id: 'CC7.1',
    series: 'CC7',
    category: 'security',
    title: 'Find weaknesses and drift',
    summary: 'Configuration drift and newly discovered vulnerabilities are detected.',
  },
  {
    id: 'CC7.2',
    series: 'CC7',
    category: 'security',
    title: 'Detect anomalies',
    summary: 'System behaviour is watched for signs of attack, error or disaster.',
  },
  {
    id: 'CC7.3',
    series: 'CC7',
    category: 'security',
    title: 'Judge security events',
    summary: 'Events are assessed to decide whether they are incidents.',
  },
  {
    id: 'CC7.4',
    series: 'CC7',
    category: 'security',
    title: 'Respond to incidents',
    summary: 'Incidents are contained, fixed and communicated under a defined programme.',
  },
  {
    id: 'CC7.5',
    series: 'CC7',
    category: 'security',
    title: 'Recover from incidents',
    summary: 'After an incident, service is restored and recurrence made less likely.',
  },
  {
    id: 'CC8.1',
    series: 'CC8',
    category: 'security',
    title: 'Change management',
    summary: 'Changes are authorised, built, tested, approved and deployed in a controlled way.',
  },
  {
    id: 'CC9.1',
    series: 'CC9',
    category: 'security',
    title: 'Business disruption risk',
    summary: 'The company prepares for events that could interrupt business.',
  },
  {
    id: 'CC9.2',
    series: 'CC9',
    category: 'security',
    title: 'Vendors and partners',
    summary: 'Risks from vendors and partners are assessed, contracted for and watched.',
  },
  {
    id: 'A1.1',
    series: 'A1',
    category: 'availability',
    title: 'Capacity',
    summary: 'Capacity is measured, forecast and adjusted to keep promises.',
  },
  {
    id: 'A1.2',
    series: 'A1',
    category: 'availability',
    title: 'Environment, backup, infrastructure',
    summary: 'Environmental protection, backup and recovery infrastructure are designed, run and watched.',
  },
  {
    id: 'A1.3',
    series: 'A1',
    category: 'availability',
    title: 'Recovery testing',
    summary: 'Recovery procedures are tested.',
  },
  {
    id: 'C1.1',
    series: 'C1',
    category: 'confidentiality',
    title: 'Identify and keep confidential information',
    summary: 'Confidential information is identified, kept as long as promised and protected from loss.',
  },
  {
    id: 'C1.2',
    series: 'C1',
    category: 'confidentiality',
    title: 'Dispose of confidential information',
    summary: 'Confidential information is destroyed when it should be.',
  },
  {
    id: 'PI1.1',
    series: 'PI1',
    category: 'processing-integrity',
    title: 'Processing objectives and specifications',
    summary: 'What processing must do, and the data it needs, is defined and communicated.',
  },
  {
    id: 'PI1.2',
    series: 'PI1',
    category: 'processing-integrity',
    title: 'Inputs',
    summary: 'Inputs are controlled for completeness and accuracy.',
  },
  {
    id: 'PI1.3',
    series: 'PI1',
    category: 'processing-integrity',
    title: 'Processing',
    summary: 'Processing runs as specified; errors are found and fixed.',
  },
  {
    id: 'PI1.4',
    series: 'PI1',
    category: 'processing-integrity',
    title: 'Outputs',
    summary: 'Outputs reach the right people, complete, accurate and on time.',
  },
  {
    id: 'PI1.5',
    series: 'PI1',
    category: 'processing-integrity',
    title: 'Storage',
    summary: 'Inputs, work in progress and outputs are stored completely, accurately and safely.',
  },
  {
    id: 'P1.1',
    series: 'P1',
    category: 'privacy',
    title: 'Notice',
    summary: 'People are told about privacy practices, and about changes, in time.',
  },
  {
    id: 'P2.1',
    series: 'P2',
    category: 'privacy',
    title: 'Choice and consent',
    summary: 'People get choices about their data, and consent is obtained and recorded.',
  },
  {
    id: 'P3.1',
    series: 'P3',
    category: 'privacy',
    title: 'Collection',
    summary: 'Only what is needed is collected, fairly and lawfully.',
  },
  {
    id: 'P3.2',
    series: 'P3',
    category: 'privacy',
    title: 'Explicit consent',
    summary:
      'Where explicit consent is needed, the need, the effect of refusal and the consent itself are handled before collection.',
  },
  {
    id: 'P4.1',
    series: 'P4',
    category: 'privacy',
    title: 'Use',
    summary: 'Personal data is used only for stated purposes.',
  },
  {
    id: 'P4.2',
    series: 'P4',
    category: 'privacy',
    title: 'Retention',
    summary: 'Personal data is kept only as long as the objectives require.',
  },
  {
    id: 'P4.3',
    series: 'P4',
    category: 'privacy',
    title: 'Disposal',
    summary: 'Personal data is securely disposed of.',
  },
  {
    id: 'P5.1',
    series: 'P5',
    category: 'privacy',
    title: 'Access by individuals',
    summary: 'Verified people can see their data, or are told why not.',
  },
  {
    id: 'P5.2',
    series: 'P5',
    category: 'privacy',
    title: 'Correction',
    summary: 'People can correct their data and third parties are told.',
  },
  {
    id: 'P6.1',
    series: 'P6',
    category: 'privacy',
    title: 'Disclosure with consent',
    summary: 'Personal data goes to third parties only with consent or as stated.',
  },
  {
    id: 'P6.2',
    series: 'P6',
    category: 'privacy',
    title: 'Record of authorised disclosures',
    summary: 'A complete record of authorised disclosures is kept.',
  },
  {
    id: 'P6.3',
    series: 'P6',
    category: 'privacy',
    title: 'Record of unauthorised disclosures',
    summary: 'A complete record of unauthorised disclosures, breaches included, is kept.',
  },
  {
    id: 'P6.4',
    series: 'P6',
    category: 'privacy',
    title: 'Third-party commitments',
    summary: 'Privacy commitments are obtained from third parties and checked.',
  },
  {
    id: 'P6.5',
    series: 'P6',
    category: 'privacy',
    title: 'Third-party notice duties',
    summary: 'Third parties must report actual or suspected unauthorised disclosure.',
  },
  {
    id: 'P6.6',
    series: 'P6',
    category: 'privacy',
    title: 'Breach notification',
    summary: 'Affected people, regulators and others are told about breaches.',
  },
  {
    id: 'P6.7',
    series: 'P6',
    category: 'privacy',
    title: 'Accounting of data held',
    summary: 'People can get an account of data held and disclosed.',
  },
  {
    id: 'P7.1',
    series: 'P7',
    category: 'privacy',
    title: 'Data quality',
    summary: 'Personal data is accurate, complete, current and relevant.',
  },
  {
    id: 'P8.1',
    series: 'P8',
    category: 'privacy',
    title: 'Complaints and monitoring',
    summary: 'Complaints and questions are received, resolved and tracked; compliance is monitored.',
  },
];

/** Titles of the series, in our own words, in the framework's order. */
export const seriesTitles: Readonly<Record<SeriesId, string>> = {
  CC1: 'Control environment',
  CC2: 'Communication',
  CC3: 'Risk assessment',
  CC4: 'Monitoring',
  CC5: 'Control activities',
  CC6: 'Logical and physical',
  CC7: 'System operations',
  CC8: 'Change management',
  CC9: 'Risk mitigation',
  A1: 'Availability',
  C1: 'Confidentiality',
  PI1: 'Processing integrity',
  P1: 'Privacy: notice',
  P2: 'Privacy: choice',
  P3: 'Privacy: collection',
  P4: 'Privacy: use, retention',
  P5: 'Privacy: access',
  P6: 'Privacy: disclosure',
  P7: 'Privacy: quality',
  P8: 'Privacy: monitoring',
};

const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));

/** The criterion with this number, or undefined when the framework has none. */
export function criterion(id: CriterionId): Criterion | undefined {
  return byId.get(id);
}

/** The criteria of the chosen categories, in the framework's order. Security is included whether named or not. */
export function criteriaInScope(categories: readonly Category[]): Criterion[] {
  return criteria.filter((c) => c.category === 'security' || categories.includes(c.category));
}

/** Compares two criterion numbers in the framework's order; numbers it does not know come last, alphabetically. */
export function compareCriteria(a: CriterionId, b: CriterionId): number {
  const [i, j] = [criteria.findIndex((c) => c.id === a), criteria.findIndex((c) => c.id === b)];
  if (i === -1 || j === -1) return i === j ? a.localeCompare(b, 'en') : i === -1 ? 1 : -1;
  return i - j;
}
