/** Answers, and errors in the form that each protocol's real services give them. */
import type { Call } from './identify.ts';

/** An HTTP answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** `reset`: the connection is cut instead of an answer. */
export type AnswerOrReset = Answer | 'reset';

/** Stands in for request ids, which would make recordings differ from run to run. */
export const requestId = '00000000-0000-4000-8000-000000000000';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for inside an XML element. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** A success in the XML of a REST or query service. */
export function xmlAnswer(body: string, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

/** An error in the wire form of the call's protocol: element names, where the code stands, and the id headers differ. */
export function errorAnswer(call: Call, status: number, code: string, message: string): Answer {
  const text = xmlText(message);
  switch (call.protocol) {
    case 'query':
      return {
        status,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
        body:
          `<ErrorResponse xmlns="${namespaces[call.service] ?? ''}">\n  <Error>\n    <Type>Sender</Type>\n    <Code>${code}</Code>\n` +
          `    <Message>${text}</Message>\n  </Error>\n  <RequestId>${requestId}</RequestId>\n</ErrorResponse>\n`,
      };
    case 'ec2':
      return {
        status,
        headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
        body:
          '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>' +
          `<Code>${code}</Code><Message>${text}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      };
    case 'json':
      return {
        status,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
        body: JSON.stringify({ __type: code, Message: message }),
      };
    case 's3':
      return xmlAnswer(
        `<Error><Code>${code}</Code><Message>${text}</Message>` +
          `<RequestId>${requestId}</RequestId><HostId>${hostId}</HostId></Error>`,
        status,
      );
    case 'rest-xml':
      return xmlAnswer(
        `<ErrorResponse><Error><Code>${code}</Code><Message>${text}</Message></Error>` +
          `<RequestId>${requestId}</RequestId><HostId>${hostId}</HostId></ErrorResponse>`,
        status,
      );
    case 'rest-json':
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId },
        body: JSON.stringify({ Message: message }),
      };
  }
}

const hostId = 'host+id==';

const namespaces: Record<string, string> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};
