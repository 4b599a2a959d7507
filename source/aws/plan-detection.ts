/** Readers of detection, and of keys, secrets and certificates. */
import type { DetectionFacts } from '../core/facts-detection.ts';
import type { Readers } from './plan.ts';

const guardDuty = () => import('./collectors/guardduty.ts');
const hub = () => import('./collectors/securityhub.ts');
const inspector = () => import('./collectors/inspector2.ts');
const cloudWatch = () => import('./collectors/cloudwatch.ts');
const logs = () => import('./collectors/logs.ts');

/** Readers of this group. */
export const detectionReaders: Pick<Readers, keyof DetectionFacts> = {
  'kms.keys': { regional: true, load: async () => (await import('./collectors/kms.ts')).keys },
  'secretsmanager.secrets': {
    regional: true,
    load: async () => (await import('./collectors/secretsmanager.ts')).secrets,
  },
  'acm.certificates': { regional: true, load: async () => (await import('./collectors/acm.ts')).certificates },
  'guardduty.detectors': { regional: true, load: async () => (await guardDuty()).detectors },
  'guardduty.findings': {
    regional: true,
    load: async () => (await import('./collectors/guardduty-findings.ts')).findings,
  },
  'config.recorders': { regional: true, load: async () => (await import('./collectors/config.ts')).recorders },
  'securityhub.hub': { regional: true, load: async () => (await hub()).hub },
  'securityhub.standards': { regional: true, load: async () => (await hub()).standards },
  'securityhub.findings': { regional: true, load: async () => (await hub()).findings },
  'securityhub.aggregation': { regional: false, load: async () => (await hub()).aggregation },
  'inspector2.states': { regional: true, load: async () => (await inspector()).states },
  'inspector2.findings': { regional: true, load: async () => (await inspector()).findings },
  'accessanalyzer.analyzers': {
    regional: true,
    load: async () => (await import('./collectors/accessanalyzer.ts')).analyzers,
  },
  'cloudwatch.alarms': { regional: true, load: async () => (await cloudWatch()).alarms },
  'cloudwatch.alarm-topics': { regional: true, load: async () => (await cloudWatch()).alarmTopics },
  'elbv2.tags': { regional: true, load: async () => (await import('./collectors/elbv2-tags.ts')).tags },
  'logs.groups': { regional: true, load: async () => (await logs()).groups },
  'logs.metric-filters': { regional: true, load: async () => (await logs()).metricFilters },
  'events.finding-rules': { regional: true, load: async () => (await import('./collectors/events.ts')).findingRules },
};
