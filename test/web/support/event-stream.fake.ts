/** A stream of server-sent events that a test writes into. */
export function eventStream() {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
  });
  const write = (text: string) => controller?.enqueue(new TextEncoder().encode(text));
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
    write,
    send: (data: object, id?: string) =>
      write(`event: next\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify({ data })}\n\n`),
    end: () => controller?.close(),
  };
}
