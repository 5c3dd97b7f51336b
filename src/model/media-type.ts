/**
 * Every type of file that may be published beside a report, with its media type
 * (https://www.iana.org/assignments/media-types/): documents, images, sound and archives, nothing that a
 * browser would run on our origin. What is registered nowhere is bytes.
 */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['7z', 'application/x-7z-compressed'],
  ['avif', 'image/avif'],
  ['ceb', 'application/octet-stream'],
  ['csv', 'text/csv'],
  ['doc', 'application/msword'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['dps', 'application/octet-stream'],
  ['et', 'application/octet-stream'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['mp3', 'audio/mpeg'],
  ['mp4', 'video/mp4'],
  ['odp', 'application/vnd.oasis.opendocument.presentation'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ofd', 'application/ofd'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['rar', 'application/vnd.rar'],
  ['rtf', 'application/rtf'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['txt', 'text/plain'],
  ['webp', 'image/webp'],
  ['wps', 'application/vnd.ms-works'],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['zip', 'application/zip'],
]);

/** Lower-case extensions of what may be listed as an attachment. */
export const attachmentTypes: ReadonlySet<string> = new Set(mediaTypes.keys());

/** Extensions of pictures in a text: what can be resized; SVG is left out because it can carry scripts. */
export const imageTypes: ReadonlySet<string> = new Set([
  'avif',
  'gif',
  'jpeg',
  'jpg',
  'png',
  'webp',
]);

/** The media type of a published file by its lower-case extension; bytes of an unknown kind else. */
export function mediaTypeOf(type: string): string {
  return mediaTypes.get(type) ?? 'application/octet-stream';
}

/** Feeds: RFC 4287, and https://www.jsonfeed.org/version/1.1/. */
export const atomMediaType = 'application/atom+xml';
export const jsonFeedMediaType = 'application/feed+json';
