/** Which AWS services a text may name: a dated list, and what is wrong with a text that names others. */

/** One service, or an old name of one. */
export interface AwsService {
  /** Found in a text with or without "AWS" or "Amazon" before it; a name that begins with either only so. */
  name: string;
  /** Other names and parts of the same service, found in the same way. */
  also?: string[];
  /** `open`: no end notice is known. `closed`: takes no new customers. `ended`: is gone. `renamed`: the old name. */
  state: 'open' | 'closed' | 'ended' | 'renamed';
  /** Day or month since which it is closed, ended or renamed. */
  since?: string;
  /** What to say instead; given unless it is open. */
  instead?: string;
}

/** The content of aws-services.yaml. */
export interface AwsServiceList {
  /** Day on which the list was last looked over. */
  asOf: string;
  /** Words after "AWS" or "Amazon" that make no name of a service, such as `Region`. */
  otherWords: string[];
  awsServices: AwsService[];
}

const states: Record<Exclude<AwsService['state'], 'open'>, string> = {
  closed: 'takes no new customers',
  ended: 'has ended',
  renamed: 'has another name',
};

/**
 * A lint of texts against the list. It says of a text which services it names that nobody new can use, and which that are
 * not on the list; nothing when none.
 */
export function awsServiceLint({ asOf, otherWords, awsServices }: AwsServiceList): (text: string) => string[] {
  const services = new Map(
    awsServices.flatMap((service) => [service.name, ...(service.also ?? [])].map((name) => [name, service] as const)),
  );
  // The longest first: "CloudTrail Lake" must not be found as "CloudTrail".
  const names = [...services.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const listed = new RegExp(`(?<![\\w-])(?:AWS |Amazon )?(${names.join('|')})s?(?![\\w-])`, 'g');
  const unlisted = new RegExp(
    `(?<![\\w-])(?:AWS|Amazon) (?!(?:${otherWords.map(escaped).join('|')})\\b)[A-Z][\\w-]*(?: [A-Z][\\w-]*)*`,
    'g',
  );
  return (text) => {
    const faults: string[] = [];
    const rest = text.replace(listed, (_, name: string) => {
      const service = services.get(name);
      if (service !== undefined && service.state !== 'open') {
        const since = service.since === undefined ? '' : ` since ${service.since}`;
        const instead = service.instead ?? 'another';
        faults.push(`names ${name}, which ${states[service.state]}${since}; say ${instead} (list of ${asOf})`);
      }
      // A mark that no other name can begin in or go on after.
      return '·';
    });
    for (const [phrase] of rest.matchAll(unlisted))
      faults.push(`names ${phrase}, which is not in the list of AWS services of ${asOf}`);
    return faults;
  };
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
