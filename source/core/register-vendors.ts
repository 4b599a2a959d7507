/** Faults of the vendor register: vendors missing, reports unread or out of date, duties, agreements, the way out. */
import type { Assessment } from './assessment.ts';
import { bridgedUntil } from './bridge.ts';
import { addMonths, longDay } from './calendar.ts';
import type { Day } from './entry.ts';
import type { RegisteredReport, VendorRecord } from './register-entry.ts';
import { blank, linkFault, type RegisterFault, type RegisterInput } from './register-fault.ts';
import { awsVendor, isAws, registerConstants, registerControls, registerKey } from './register-known.ts';

/** Everything short in the vendor register; vendors that are missing come first, AWS before all. */
export function vendorFaults(input: RegisterInput): RegisterFault[] {
  const missing = offeredVendors(input.assessment).map(({ id, name }): RegisterFault => {
    const controls = registerControls.vendorMissing;
    return { register: 'vendor', key: id, kind: 'missing', controls, text: `vendor ${name} is not entered` };
  });
  const entered = Object.entries(input.assessment.registers.vendor);
  return [...missing, ...entered.flatMap(([key, vendor]) => faultsOf(key, vendor, input))];
}

/** Vendors that are known to be there and not entered: AWS, then the services that scoping names. */
export function offeredVendors(assessment: Assessment): { id: string; name: string }[] {
  const entered = Object.entries(assessment.registers.vendor);
  const value = assessment.scope.saas?.value;
  const named = (Array.isArray(value) ? value : []).map((name) => ({ id: registerKey(name), name: name.trim() }));
  const isEntered = ({ id, name }: { id: string; name: string }) =>
    isAws(id, name)
      ? entered.some(([key, vendor]) => isAws(key, vendor.name))
      : entered.some(([key, vendor]) => key === id || registerKey(vendor.name) === id);
  const all = [{ id: awsVendor.id, name: awsVendor.record.name }, ...named.filter(({ id, name }) => !isAws(id, name))];
  const unique = all.filter(({ id }, place) => id !== '' && all.findIndex((other) => other.id === id) === place);
  return unique.filter((vendor) => !isEntered(vendor));
}

/** Last day for which a report and its bridge letter stand; a letter is taken for granted as in rule S-I1. */
export function reportCoversUntil({ periodEnd, bridgeUntil }: RegisteredReport): Day | undefined {
  if (periodEnd === undefined) return undefined;
  const granted = bridgedUntil(periodEnd);
  return bridgeUntil !== undefined && bridgeUntil > granted ? bridgeUntil : granted;
}

function faultsOf(key: string, vendor: VendorRecord, input: RegisterInput): RegisterFault[] {
  const fault = (text: string, controls: RegisterFault['controls'], due?: Day): RegisterFault => ({
    ...{ register: 'vendor', key, kind: due === undefined ? 'incomplete' : 'overdue', controls },
    ...(due === undefined ? {} : { due }),
    text,
  });
  const { name } = vendor;
  const faults: RegisterFault[] = [];
  if (blank(vendor.owner)) faults.push(fault(`${name} has no owner`, registerControls.vendorMissing));
  // What is neither critical nor important needs to be known, not watched.
  if (vendor.tier === 'other') return [...faults, ...dataFaults(vendor, fault)];
  faults.push(...reportFaults(vendor, input.today, fault), ...dutyFaults(vendor, input, fault));
  if ((vendor.agreements ?? []).length === 0)
    faults.push(fault(`no agreement with ${name} is entered`, registerControls.vendorAgreement));
  faults.push(...dataFaults(vendor, fault));
  if (vendor.tier === 'critical' && blank(vendor.exit))
    faults.push(fault(`nothing says how to leave ${name}`, registerControls.vendorExit));
  return faults;
}

type Make = (text: string, controls: RegisterFault['controls'], due?: Day) => RegisterFault;

function reportFaults(vendor: VendorRecord, today: Day, fault: Make): RegisterFault[] {
  const { name, report, reviewedBy, reviewedOn } = vendor;
  const controls = registerControls.vendorReport;
  if (report === undefined)
    return blank(vendor.noReport)
      ? [fault(`${name} has no report, and nothing says what stands for it`, controls)]
      : [];
  const faults: RegisterFault[] = [];
  const until = reportCoversUntil(report);
  if (until === undefined) faults.push(fault(`the report of ${name} has no period`, controls));
  else if (until < today)
    faults.push(
      fault(`the report of ${name}, bridge letter included, reaches to ${longDay(until)} only`, controls, until),
    );
  if (blank(reviewedBy) || reviewedOn === undefined || reviewedOn > today)
    faults.push(fault(`nobody has read the report of ${name} yet`, controls));
  else {
    const due = addMonths(reviewedOn, registerConstants.vendorMonths);
    if (due < today) faults.push(fault(`the report of ${name} was last read on ${longDay(reviewedOn)}`, controls, due));
  }
  return faults;
}

function dutyFaults({ name, report, duties }: VendorRecord, input: RegisterInput, fault: Make): RegisterFault[] {
  const controls = registerControls.vendorDuties;
  if (duties === undefined)
    return report === undefined
      ? []
      : [fault(`the duties that ${name}'s report leaves to you are not listed`, controls)];
  return duties.flatMap(({ text, control }) => {
    const why = linkFault(control, input);
    return why === undefined ? [] : [fault(`the duty "${text}" from ${name} ${why}`, controls)];
  });
}

function dataFaults({ name, handles = [], agreements = [] }: VendorRecord, fault: Make): RegisterFault[] {
  const has = (kind: string) => agreements.some((agreement) => agreement.kind === kind);
  const controls = registerControls.vendorDataAgreement;
  const faults: RegisterFault[] = [];
  if (handles.includes('personal') && !has('dpa'))
    faults.push(fault(`no data processing agreement with ${name}, which handles personal data`, controls));
  if (handles.includes('health') && !has('baa'))
    faults.push(fault(`no business associate addendum with ${name}, which handles health data`, controls));
  return faults;
}
