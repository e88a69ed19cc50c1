import type { Preview, RowRole } from '../rows.ts';
import type { Mark } from '../search/searchTypes.ts';

/** What an XML node is. */
export type XmlKindName = 'element' | 'text' | 'cdata' | 'comment' | 'instruction' | 'doctype';

/** One row of indented XML, as plain data. */
export interface XmlRow {
  readonly node: number;
  /** `value`: all of it in this row (an element with nothing but a short text is one); `open`, `close`, `folded` tags. */
  readonly role: RowRole;
  readonly kind: XmlKindName;
  readonly depth: number;
  /** The name of an element with its prefix. */
  readonly name?: string;
  /** As spelled: the start tag (of `open` and `folded`), the end tag, or the whole of a `value`. */
  readonly text: Preview;
  readonly children: number;
  readonly parentRow?: number;
  readonly marks?: readonly Mark[];
}
