/** A file that is made while it is sent, at the pace at which its receiver takes it. */
import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { COMMON_HEADERS } from "./answer.ts";

export interface Download {
  readonly kind: "download";
  /** What the receiver's program calls the file: in ASCII, without quotes. */
  readonly name: string;
  readonly type: string;
  /** Is asked for no more before the receiver has taken what there was, and is told when it goes. */
  readonly chunks: AsyncIterable<string>;
}

export function sendDownload(response: ServerResponse, { name, type, chunks }: Download): void {
  response.writeHead(200, {
    ...COMMON_HEADERS,
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${name}"`,
  });
  // What ends early has no end: whoever receives it is told so by HTTP, and why is told where it went wrong.
  pipeline(Readable.from(chunks, { highWaterMark: 1 }), response, () => {});
}
