/** A document as a Word file that can be edited: real headings, lists, tables, a table of contents, header and footer. */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  type INumberingOptions,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TableOfContents,
  TextRun,
} from 'docx';
import { type ReportDocument, runningTitle, type Section } from './document.ts';
import { blockChildren, type Child, heading, listNames, type Page, runs } from './docx-blocks.ts';
import { TablePlaces } from './docx-tables.ts';
import { inert } from './docx-text.ts';

/** A4 in twentieths of a point, and its margins. */
const page = { width: 11_906, height: 16_838, margin: 1000 };

/** Tables of so many columns stand across. */
const wideTable = 9;

/** Width of the text, in twentieths of a point. */
export function textWidth(wide: boolean): number {
  return (wide ? page.height : page.width) - 2 * page.margin;
}

/** What lists look like; for a template too. */
export const numbering: INumberingOptions = {
  config: [
    { reference: listNames.bullets, levels: [listLevel(LevelFormat.BULLET, '•')] },
    { reference: listNames.numbers, levels: [listLevel(LevelFormat.DECIMAL, '%1.')] },
  ],
};

function listLevel(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  const style = { paragraph: { indent: { left: 440, hanging: 280 } } };
  return { level: 0, format, text, alignment: AlignmentType.LEFT, style };
}

/** The file. `contents`: a table of contents, for what is longer than a few pages; default true. */
export async function docxDocument(document: ReportDocument, contents = true): Promise<Uint8Array> {
  const colour = /^#[0-9a-f]{6}$/i.test(document.brand?.colour ?? '') ? document.brand?.colour?.slice(1) : undefined;
  const tables = new TablePlaces();
  const groups = grouped(document.sections, tables, document.compact === true);
  const first = frontPage(document, contents);
  const file = new Document({
    title: inert(document.title),
    description: inert(document.footer),
    creator: inert(document.brand?.name ?? 'soc2-ready'),
    styles: styles(colour ?? '1F3864', document.compact === true),
    numbering,
    sections: groups.map(({ wide, children }, index) =>
      pageSection(document, wide, index === 0 ? [...first, ...children] : children),
    ),
  });
  return tables.fill(await Packer.toBuffer(file));
}

/**
 * Lines that are links, without pages: working those out takes seconds for a long document and minutes for hostile text.
 */
const tableOfContents = { hyperlink: true, headingStyleRange: '1-1', pageNumbersEntryLevelsRange: '1-1' };

/** The title, who it is for, and what follows. */
function frontPage({ title, subtitle, brand }: ReportDocument, contents: boolean): (Child | TableOfContents)[] {
  const logo = brand?.logo?.type === 'image/png' ? [logoParagraph(brand.logo.data, brand.logoText ?? brand.name)] : [];
  return [
    ...logo,
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(title) }),
    new Paragraph({ style: 'Subtitle', children: runs(subtitle) }),
    ...(brand === undefined
      ? []
      : [
          new Paragraph({
            children: runs([brand.name, ...(brand.contact === undefined ? [] : [brand.contact])].join(', ')),
          }),
        ]),
    ...(contents ? [new TableOfContents('Contents', tableOfContents)] : []),
  ];
}

function logoParagraph(base64: string, words: string): Paragraph {
  const data = Buffer.from(base64, 'base64');
  // Width and height stand at the same place of every PNG.
  const [width, height] = data.length > 24 ? [data.readUInt32BE(16), data.readUInt32BE(20)] : [1, 1];
  const scale = Math.min(1, 180 / Math.max(1, width), 80 / Math.max(1, height));
  const transformation = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const altText = { name: inert(words), description: inert(words), title: inert(words) };
  return new Paragraph({ children: [new ImageRun({ type: 'png', data, transformation, altText })] });
}

/** Sections that stand on pages of one shape, one after the other. */
function grouped(
  sections: readonly Section[],
  tables: TablePlaces,
  compact: boolean,
): { wide: boolean; children: Child[] }[] {
  const groups: { wide: boolean; children: Child[] }[] = [{ wide: false, children: [] }];
  for (const section of sections) {
    const wide = section.blocks.some(
      (block) =>
        (block.kind === 'table' && block.rows.length > 0 && block.columns.length >= wideTable) ||
        (block.kind === 'heat' && block.columns.length + 1 >= wideTable),
    );
    let group = groups.at(-1);
    if (group === undefined || group.wide !== wide) {
      group = { wide, children: [] };
      groups.push(group);
    }
    group.children.push(...sectionChildren(section, { width: textWidth(wide), tables, compact }));
  }
  return groups;
}

/** A section with its heading. */
export function sectionChildren({ title, blocks }: Section, page: Page): Child[] {
  return [heading(title, HeadingLevel.HEADING_1), ...blocks.flatMap((block) => blockChildren(block, page))];
}

function pageSection(
  { title, footer }: ReportDocument,
  wide: boolean,
  children: ISectionOptions['children'],
): ISectionOptions {
  const small = { size: 16, color: '5A6472' };
  const tabStops = [{ type: 'right' as const, position: textWidth(wide) }];
  const pages = new TextRun({
    ...small,
    children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
  });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: {
          ...{ width: page.width, height: page.height },
          orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
      },
    },
    headers: { default: new Header({ children: [new Paragraph({ children: runs(runningTitle(title), small) })] }) },
    footers: {
      default: new Footer({ children: [new Paragraph({ tabStops, children: [...runs(footer, small), pages] })] }),
    },
    children,
  };
}

/** `compact`: smaller letters and less room between, for what is meant for two pages. */
function styles(colour: string, compact: boolean) {
  const scale = compact ? 0.8 : 1;
  const sized = (size: number) => Math.round(size * scale);
  const headingStyle = (size: number) => ({
    run: { size: sized(size), bold: true, color: colour, font: 'Calibri' },
    paragraph: { spacing: compact ? { before: 120, after: 40 } : { before: 240, after: 100 } },
  });
  return {
    default: {
      document: { run: { font: 'Calibri', size: sized(21) } },
      title: {
        run: { size: sized(44), bold: true, color: colour, font: 'Calibri' },
        paragraph: { spacing: { after: compact ? 20 : 80 } },
      },
      heading1: headingStyle(32),
      heading2: headingStyle(25),
      heading3: headingStyle(22),
    },
    paragraphStyles: [
      {
        ...{ id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', next: 'Normal', quickFormat: true },
        ...{ run: { size: sized(24), color: '5A6472' }, paragraph: { spacing: { after: compact ? 80 : 240 } } },
      },
      {
        ...{ id: 'Caption', name: 'caption', basedOn: 'Normal', next: 'Normal', quickFormat: true },
        ...{
          run: { size: sized(17), italics: true, color: '5A6472' },
          paragraph: { spacing: compact ? { before: 40, after: 20 } : { before: 120, after: 60 } },
        },
      },
      {
        ...{ id: 'Quote', name: 'Quote', basedOn: 'Normal', next: 'Normal', quickFormat: true },
        ...{ run: { italics: true }, paragraph: { spacing: { after: 60 } } },
      },
    ],
  };
}
