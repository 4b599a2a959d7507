/** The credential report, written by hand where the emulator's has gaps: no root row, and every key made today. */
import type { Written } from './server.ts';
import { daysBefore, rewrite } from './written.ts';

/** Cells of a row by the report's own column names; days count back from the instant of the account. */
export type CredentialEdit = Record<string, string | { daysAgo: number }>;

/**
 * Edits rows of iam:GetCredentialReport: `<root_account>` is added when the emulator has left it out. Cells not named
 * stay as they are; those of a new root row are what AWS gives
 * an account whose root user was never used and has no second factor.
 */
export function credentialRows(edits: Record<string, CredentialEdit>): Written {
  return rewrite('iam:GetCredentialReport', (body, now) =>
    // The emulator says that it made the report in 2015.
    body
      .replace(/(<GeneratedTime>)[^<]*/, `$1${daysBefore(now, 0)}`)
      .replace(/<Content>([^<]*)<\/Content>/, (_, content: string) => {
        const [header = '', ...lines] = Buffer.from(content, 'base64').toString('utf8').trim().split('\n');
        const columns = header.split(',');
        const rows = lines.map((line) => line.split(','));
        if (!rows.some(([user]) => user === root)) rows.unshift(columns.map((column) => rootRow(column, now)));
        for (const [user, edit] of Object.entries(edits)) {
          const row = rows.find(([name]) => name === user);
          if (row === undefined) throw new Error(`the credential report has no row for ${user}`);
          for (const [column, value] of Object.entries(edit)) {
            const index = columns.indexOf(column);
            if (index < 0) throw new Error(`the credential report has no column ${column}`);
            row[index] = typeof value === 'string' ? value : daysBefore(now, value.daysAgo).replace('Z', '+00:00');
          }
        }
        const csv = [header, ...rows.map((row) => row.join(','))].join('\n');
        return `<Content>${Buffer.from(csv).toString('base64')}</Content>`;
      }),
  );
}

const root = '<root_account>';

function rootRow(column: string, now: Date): string {
  if (column === 'user') return root;
  if (column === 'arn') return 'arn:aws:iam::123456789012:root';
  if (column === 'user_creation_time') return daysBefore(now, 900).replace('Z', '+00:00');
  if (/^(mfa|cert_\d|access_key_\d)_active$/.test(column)) return 'false';
  if (column === 'password_last_used') return 'no_information';
  if (column.startsWith('password_')) return 'not_supported';
  return 'N/A';
}
