/** The report in a consultant's own Word template: placeholders in double braces are filled, everything else stays. */
import { type IPatch, PatchType, patchDetector, patchDocument, TextRun } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import type { ReportDocument } from './document.ts';
import { numbering, sectionChildren, textWidth } from './docx.ts';
import type { Page } from './docx-blocks.ts';
import { TablePlaces } from './docx-tables.ts';
import { inert } from './docx-text.ts';

/** Placeholders of one line. */
const lineNames = ['title', 'subtitle', 'footer', 'prepared-by'] as const;

/** The whole report; every section has a placeholder of its own name too, such as `{{gaps}}`. */
const wholeName = 'report';

/** A template that cannot be used: what is wrong with it, and what to do. */
export class TemplateError extends Error {
  /** What to do about it. */
  next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = 'TemplateError';
    this.next = next;
  }
}

/**
 * Fills a template. Rejects with a TemplateError for what is no Word document, for placeholders that mean nothing here,
 * and for a template without a place for the report or any section. `names`: every section there is, also those that
 * are not chosen; theirs are emptied.
 */
export async function fillTemplate(
  template: Uint8Array,
  document: ReportDocument,
  names: readonly string[],
): Promise<Uint8Array> {
  const data = Buffer.from(template);
  const found = await placeholders(data);
  const known = new Set<string>([...lineNames, wholeName, ...names]);
  const unknown = found.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new TemplateError(
      `The template has ${unknown.map((name) => `{{${inert(name).slice(0, 60)}}}`).join(', ')}, which mean nothing here.`,
      `It may have ${[...known].map((name) => `{{${name}}}`).join(', ')}.`,
    );
  const places = [wholeName, ...names];
  if (!found.some((name) => places.includes(name)))
    throw new TemplateError(
      `The template has no place for the report: {{${wholeName}}} is missing, and so is every section.`,
      `Write {{${wholeName}}} on a line of its own, or sections: ${names.map((name) => `{{${name}}}`).join(', ')}.`,
    );
  const page = { width: widthOf(data), tables: new TablePlaces() };
  const filled = await patchDocument({
    outputType: 'nodebuffer',
    data,
    patches: Object.fromEntries(found.map((name) => [name, patchOf(name, document, page)])),
    keepOriginalStyles: true,
    trimPlaceholders: true,
    numbering,
    properties: { title: inert(document.title) },
  });
  return page.tables.fill(filled);
}

async function placeholders(data: Buffer): Promise<string[]> {
  try {
    const found = await patchDetector({ data, trimPlaceholders: true });
    return [...new Set(found.map((name) => name.trim()))];
  } catch (error) {
    throw new TemplateError(
      `The template is no Word document that can be read: ${(error as Error).message.split('\n')[0]}`,
      'Save it as .docx (not .doc or .dotx) and try again.',
    );
  }
}

/** Least width that a table can be set in, in twentieths of a point: 5 cm. */
const leastWidth = 2835;

/**
 * Width between the margins of the template's narrowest section, in twentieths of a point, so that no table runs out of
 * its page; that of our own page where the template does not say.
 */
function widthOf(template: Uint8Array): number {
  const name = 'word/document.xml';
  const part = unzipSync(template, { filter: (file) => file.name === name })[name];
  const sections = strFromU8(part ?? new Uint8Array()).match(/<w:sectPr[\s>].*?<\/w:sectPr>/gs) ?? [];
  const widths = sections.flatMap((section) => {
    const number = (element: string, attribute: string) =>
      Number(new RegExp(`<w:${element}\\s[^>]*w:${attribute}="(\\d+)"`).exec(section)?.[1] ?? Number.NaN);
    const width = number('pgSz', 'w') - number('pgMar', 'left') - number('pgMar', 'right');
    return width >= leastWidth ? [width] : [];
  });
  return widths.length === 0 ? textWidth(false) : Math.min(...widths);
}

function patchOf(name: string, document: ReportDocument, page: Page): IPatch {
  const { title, subtitle, footer, brand, sections } = document;
  const lines: Record<(typeof lineNames)[number], string> = {
    ...{ title, subtitle, footer },
    'prepared-by': [brand?.name, brand?.contact].filter((one) => one !== undefined).join(', '),
  };
  if (name in lines) {
    const text = inert(lines[name as keyof typeof lines]).replaceAll('\n', ' ');
    return { type: PatchType.PARAGRAPH, children: [new TextRun(text)] };
  }
  const chosen = name === wholeName ? sections : sections.filter(({ id }) => id === name);
  return {
    type: PatchType.DOCUMENT,
    children: chosen.flatMap((section) => sectionChildren(section, page)),
  };
}
