/** What a scan would do, said before it does it. Pure: nothing is asked of AWS. */
import type { Check } from '../core/check.ts';
import { factSources } from '../core/fact-sources.ts';
import type { Facts, OperationName } from '../core/facts.ts';
import { defaultRegions } from './default-regions.ts';
import { iamAction } from './operations.ts';
import { leastPrivilegePolicy, startOperations } from './permissions.ts';
import { callsAtOnce, rateOf } from './rates.ts';

/** One operation of the plan. */
export interface PlannedOperation {
  operation: OperationName;
  /** IAM action that allows it. */
  action: string;
  /** Checks that need it; 0 for what every scan starts with. */
  checks: number;
  /** Calls expected; null where that depends on what is in the account and no earlier scan tells. */
  calls: number | null;
  /** Where the figure comes from. */
  basis: 'one for the account' | 'one for each region' | 'as in the last scan' | 'depends on what is there';
}

/** The contract of `scan --dry-run --json`. */
export interface ScanPlan {
  schema: 'soc2-ready/scan-plan@1';
  operations: OperationName[];
  planned: PlannedOperation[];
  regions: string[];
  /** Where the regions come from. */
  regionsFrom: 'named' | 'last scan' | 'assumed: those of a new account; the scan reads all that are enabled';
  permissions: string[];
  calls: {
    /** Sum of what can be told; lists longer than a page take more. */
    expected: number;
    /** Operations whose number is not in it. */
    depends: OperationName[];
  };
  /** Lower estimate of the time at our rates, without what depends. */
  seconds: number;
}

/** Calls of operations that list nothing by themselves and are sent a known number of times. */
const known: Record<OperationName, number> = { 'iam:GenerateCredentialReport': 1 };

/** Seconds that one answer takes, a cautious guess across regions. */
const answerSeconds = 0.2;

/** The plan of a scan of these checks, in these regions, knowing the last scan if there is one. */
export function planScan(
  checks: readonly Check[],
  { regions: named, last }: { regions?: readonly string[] | undefined; last?: Facts | undefined } = {},
): ScanPlan {
  const regions = named ?? last?.regions ?? defaultRegions;
  const operations = [...new Set([...startOperations, ...checks.flatMap((check) => check.operations)])].sort();
  const planned = operations.map((operation): PlannedOperation => {
    const users = checks.filter((check) => check.operations.includes(operation)).length;
    return { operation, action: iamAction(operation), checks: users, ...expected(operation, regions.length, last) };
  });
  const permissions = [leastPrivilegePolicy(operations).Statement].flat().flatMap(({ Action = [] }) => Action);
  return {
    schema: 'soc2-ready/scan-plan@1',
    operations,
    planned,
    regions: [...regions],
    regionsFrom: named
      ? 'named'
      : last
        ? 'last scan'
        : 'assumed: those of a new account; the scan reads all that are enabled',
    permissions,
    calls: {
      expected: planned.reduce((sum, { calls }) => sum + (calls ?? 0), 0),
      depends: planned.filter(({ calls }) => calls === null).map(({ operation }) => operation),
    },
    seconds: Math.ceil(seconds(planned, regions.length)),
  };
}

/** Whether an operation is sent once per region: by the fact that it lists, else by those of its service. */
function isRegional(operation: OperationName): boolean {
  const sources = Object.values(factSources);
  const own = sources.filter((source) => source.operation === operation);
  const service = operation.slice(0, operation.indexOf(':') + 1);
  const alike = own.length > 0 ? own : sources.filter((source) => source.operation.startsWith(service));
  return alike.some(({ regional }) => regional);
}

function expected(
  operation: OperationName,
  regions: number,
  last: Facts | undefined,
): Pick<PlannedOperation, 'calls' | 'basis'> {
  if (startOperations.includes(operation)) return { calls: 1, basis: 'one for the account' };
  const counted = last?.calls.byOperation[operation];
  if (last !== undefined && counted !== undefined) {
    // Another choice of regions than last time: in proportion.
    const share = isRegional(operation) ? regions / Math.max(1, last.regions.length) : 1;
    return { calls: Math.ceil(counted * share), basis: 'as in the last scan' };
  }
  const lists = Object.values(factSources).some((source) => source.operation === operation);
  if (!lists && known[operation] === undefined) return { calls: null, basis: 'depends on what is there' };
  return isRegional(operation)
    ? { calls: regions, basis: 'one for each region' }
    : { calls: known[operation] ?? 1, basis: 'one for the account' };
}

/** The slowest pool of calls at its rate, or the slowest lane at its width, whichever is longer. */
function seconds(planned: readonly PlannedOperation[], regions: number): number {
  const pools = new Map<string, number>();
  const lanes = new Map<string, number>();
  let longest = 0;
  for (const { operation, calls } of planned) {
    const here = (calls ?? 0) / (isRegional(operation) ? Math.max(1, regions) : 1);
    const { pool, perSecond, burst } = rateOf(operation);
    pools.set(pool, (pools.get(pool) ?? 0) + here);
    longest = Math.max(longest, ((pools.get(pool) ?? 0) - burst) / perSecond);
    const service = operation.slice(0, operation.indexOf(':'));
    lanes.set(service, (lanes.get(service) ?? 0) + here);
    longest = Math.max(longest, ((lanes.get(service) ?? 0) / callsAtOnce) * answerSeconds);
  }
  // Who we are and which regions come before all else; then a list and a detail of it.
  return longest + 4 * answerSeconds;
}
