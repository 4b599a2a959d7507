/** Checks of security groups as such: default ones closed, unused ones gone. */
import type { Check } from '../source/core/check.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import { outOfReach, regionalFact } from './reading.ts';

const isDefault = ({ name }: { name: string }) => name === 'default';
const rules = (count: number, kind: string) => `${count} ${kind} rule${count === 1 ? '' : 's'}`;

const defaultClosed: Check = {
  id: 'sg-default-closed',
  title: 'Default security groups have no rules',
  service: 'ec2',
  tier: 1,
  severity: 'medium',
  severityReason: 'It matters once something is started without a group of its own, which happens by mistake.',
  criteria: ['CC6.1', 'CC6.6'],
  why: 'What nobody thought about should reach nothing and be reached by nothing.',
  judgement: 'Passes for each default security group without inbound and without outbound rules, in every region read.',
  facts: ['ec2.security-groups'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeSecurityGroups'],
  fix: {
    summary: 'Remove all rules from the listed default groups.',
    console: [
      'Open VPC, Security groups, the default group; check under Network interfaces that nothing uses it.',
      'Edit inbound rules and outbound rules, and delete them all.',
      'A default VPC without a single network interface can go in regions that you do not use; look that no tool counts on it (aws ec2 create-default-vpc makes a new one).',
    ],
    cli: [
      'aws ec2 describe-network-interfaces --filters Name=group-id,Values=GROUP_ID --region REGION',
      'aws ec2 revoke-security-group-ingress --group-id GROUP_ID --security-group-rule-ids RULE_ID --region REGION',
      'aws ec2 revoke-security-group-egress --group-id GROUP_ID --security-group-rule-ids RULE_ID --region REGION',
    ],
    terraform: `resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}`,
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html'],
  judge(reader) {
    const { read, unread } = regionalFact(reader, 'ec2.security-groups');
    const resources = [...read].flatMap(([region, groups]) =>
      groups.filter(isDefault).map(({ id, vpcId, ingress, egress }): ResourceFinding => {
        const where = vpcId === undefined ? `group ${id}` : `group of ${vpcId}`;
        const closed = ingress.length === 0 && egress.length === 0;
        const seen = closed
          ? 'no rules'
          : `${rules(ingress.length, 'inbound')} and ${rules(egress.length, 'outbound')}`;
        return { id, region, status: closed ? 'pass' : 'fail', reason: `The default ${where} has ${seen}.` };
      }),
    );
    return { resources, unknown: unread, notApplicable: 'There are no default security groups.' };
  },
};

const unusedGroups: Check = {
  id: 'sg-unused',
  title: 'Security groups that nothing uses are gone',
  service: 'ec2',
  tier: 1,
  severity: 'low',
  severityReason: 'An unused group does nothing until somebody picks it, with rules made for another time.',
  criteria: ['CC6.1'],
  why: 'A short list of groups is one that people still review.',
  judgement:
    'Passes for each security group, default ones left out, that a network interface of its region carries. Unknown for regions whose interfaces were not read.',
  facts: ['ec2.security-groups', 'ec2.network-interfaces'],
  operations: ['ec2:DescribeRegions', 'ec2:DescribeSecurityGroups', 'ec2:DescribeNetworkInterfaces'],
  fix: {
    summary: 'Delete the listed groups.',
    console: [
      'Open VPC, Security groups, the group, and check that no other group, launch template or stack names it.',
      'Delete it.',
    ],
    cli: [
      'aws ec2 describe-network-interfaces --filters Name=group-id,Values=GROUP_ID --region REGION',
      'aws ec2 delete-security-group --group-id GROUP_ID --region REGION',
    ],
    minutes: 10,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html'],
  judge(reader) {
    const groups = regionalFact(reader, 'ec2.security-groups');
    const interfaces = regionalFact(reader, 'ec2.network-interfaces');
    const unknown = [...groups.unread];
    const resources: ResourceFinding[] = [];
    for (const [region, all] of groups.read) {
      const own = all.filter((group) => !isDefault(group));
      if (own.length === 0) continue;
      const carried = interfaces.read.get(region);
      if (carried === undefined) {
        const why = interfaces.unread.filter((entry) => entry.region === region);
        const reason = 'The network interfaces of this region were not read.';
        unknown.push(...(why.length > 0 ? why : [outOfReach('ec2:DescribeNetworkInterfaces', reason, region)]));
        continue;
      }
      const used = new Set(carried.flatMap((one) => one.groups));
      for (const { id, name } of own) {
        const status = used.has(id) ? 'pass' : 'fail';
        const reason = `${name} (${id}) is ${used.has(id) ? 'in use' : 'on no network interface'}.`;
        resources.push({ id, region, status, reason });
      }
    }
    return { resources, unknown, notApplicable: 'There are no security groups but default ones.' };
  },
};

/** Checks of groups. */
export const groupChecks: Check[] = [defaultClosed, unusedGroups];
