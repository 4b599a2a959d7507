/** IAM: how people and machines from elsewhere sign in. */
import { IAMClient, ListOpenIDConnectProvidersCommand, ListSAMLProvidersCommand } from '@aws-sdk/client-iam';
import type { Reading } from '../../core/facts.ts';
import type { SamlProvider } from '../../core/facts-identity.ts';
import type { Session } from '../session.ts';
import { defined, instant, omitAbsent } from './values.ts';

/** SAML providers; AWS gives them all at once. */
export function samlProviders(session: Session): Promise<Reading<SamlProvider[]>> {
  return session.reading('iam:ListSAMLProviders', session.home, async () => {
    const { SAMLProviderList = [] } = await session.client('iam', IAMClient).send(new ListSAMLProvidersCommand({}));
    return SAMLProviderList.map(({ Arn, CreateDate, ValidUntil }) => ({
      arn: defined(Arn, 'Arn'),
      ...omitAbsent({ createdAt: instant(CreateDate), validUntil: instant(ValidUntil) }),
    }));
  });
}

/** ARNs of OpenID Connect providers; AWS gives them all at once. */
export function oidcProviders(session: Session): Promise<Reading<string[]>> {
  return session.reading('iam:ListOpenIDConnectProviders', session.home, async () => {
    const client = session.client('iam', IAMClient);
    const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
    return OpenIDConnectProviderList.map(({ Arn }) => defined(Arn, 'Arn'));
  });
}
