/** Users and roles of iam:GetAccountAuthorizationDetails, written by hand where the emulator knows no past. */
import type { Written } from './server.ts';
import { daysBefore, rewrite } from './written.ts';

/** Says when a role was made and last used. Never used when `usedDaysAgo` is left out. */
export function roleUse(role: string, age: { createdDaysAgo: number; usedDaysAgo?: number }): Written {
  return rewrite('iam:GetAccountAuthorizationDetails', (body, now) => {
    const used =
      age.usedDaysAgo === undefined
        ? '<RoleLastUsed/>'
        : `<RoleLastUsed><LastUsedDate>${daysBefore(now, age.usedDaysAgo)}</LastUsedDate><Region>us-east-1</Region></RoleLastUsed>`;
    return body.replace(
      new RegExp(`(<RoleName>${role}</RoleName>)(.*?)(<RoleLastUsed/>|<RoleLastUsed>.*?</RoleLastUsed>)`, 's'),
      (_, name, middle) =>
        `${name}${middle.replace(/(<CreateDate>)[^<]*/, `$1${daysBefore(now, age.createdDaysAgo)}`)}${used}`,
    );
  });
}

/** AWS gives policy documents URL-encoded (RFC 3986); the emulator gives some of them plain. */
export const encodedDocuments: Written = rewrite('iam:GetAccountAuthorizationDetails', (body) =>
  body.replace(
    /(<(?:AssumeRolePolicyDocument|PolicyDocument|Document)>)\s*(\{[^<]*)(<)/g,
    (_, open: string, document: string, close: string) => `${open}${encodeURIComponent(unescapeXml(document))}${close}`,
  ),
);

function unescapeXml(text: string): string {
  return text
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/** Says when a user was made. */
export function userMade(user: string, daysAgo: number): Written {
  return rewrite('iam:GetAccountAuthorizationDetails', (body, now) =>
    body.replace(
      new RegExp(`(<UserName>${user}</UserName>.*?<CreateDate>)[^<]*`, 's'),
      (_, before: string) => `${before}${daysBefore(now, daysAgo)}`,
    ),
  );
}
