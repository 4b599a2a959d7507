/**
 * Which managed rule of AWS Config a rule is, by its name. Answers over several accounts give a rule's name and not what
 * it is made from, so the name decides: the one that AWS proposes, or the forms that services give it. A rule of your own
 * under a name of AWS would be taken for it.
 */

/** Forms in which services name rules, each around the name of the managed rule. */
const forms: readonly RegExp[] = [
  /^securityhub-(.+)-[0-9a-z]{6,10}$/,
  /^orgconfigrule-(.+)-[0-9a-z]{8}$/,
  /^(.+)-conformance-pack-[0-9a-z]+$/,
];

/** The name of the managed rule among `known`, in lower case; the rule's own name when it is none of them. */
export function managedRuleOf(name: string, known: ReadonlySet<string>): string {
  const whole = name.toLowerCase().replaceAll('_', '-');
  const inner = forms.flatMap((form) => form.exec(whole)?.[1] ?? []);
  return [whole, ...inner].find((candidate) => known.has(candidate)) ?? name;
}
