/** Where a person has reached the server: what a link that is made for them begins with. */
import { test } from "node:test";
import { assertEquals } from "@std/assert";
import { NetworkPlayground, NOBODY_IS_TRUSTED, UPGRADE_REQUEST } from "./playground.ts";

const GREETING = "NICK alice\r\nUSER alice 0 * :Alice\r\n";

/** Of the first session that there is. */
function reachedAt({ edge }: NetworkPlayground): string | undefined {
  const [session = 0] = edge.delivery.sessions();
  return edge.delivery.get(session)?.reachedAt;
}

test("people know this end of their connection, in plain text, on IRC and over a WebSocket", async () => {
  const plain = new NetworkPlayground();
  plain.greeted().send("hello\n");
  assertEquals(reachedAt(plain), "10.0.0.9:8081");

  const irc = new NetworkPlayground();
  irc.connect().send(GREETING);
  assertEquals(reachedAt(irc), "10.0.0.9:8081");

  const browser = new NetworkPlayground();
  const person = browser.connect();
  person.send(UPGRADE_REQUEST);
  await browser.until(() => person.socket.writes.length > 0);
  person.send(new Uint8Array([0x81, 0x8a, 0, 0, 0, 0, ...new TextEncoder().encode("NICK alice")]));
  assertEquals(reachedAt(browser), "10.0.0.9:8081");
});

test("who comes through a proxy or a gateway has reached that one", () => {
  const proxied = new NetworkPlayground({}, { ...NOBODY_IS_TRUSTED, allowsProxy: () => true });
  proxied.connect().send(`PROXY TCP4 192.0.2.7 192.0.2.1 4000 80\r\n${GREETING}`);
  assertEquals(reachedAt(proxied), undefined);

  const gateway = new NetworkPlayground({}, { ...NOBODY_IS_TRUSTED, allowsGateway: () => true });
  gateway.connect().send(`WEBIRC secret gateway 192.0.2.7 192.0.2.7\r\n${GREETING}`);
  assertEquals(reachedAt(gateway), undefined);
});
