/** From the first byte to the welcome. */
import { describe, test } from "node:test";
import { assertEquals } from "@std/assert";
import { CapabilityState } from "../../../src/client/irc/capabilities.ts";
import { NickCandidates } from "../../../src/client/irc/nick-candidates.ts";
import { Registration } from "../../../src/client/irc/registration.ts";
import { incoming } from "./lines.ts";

function register(wanted = "ann", logsIn = false) {
  const capabilities = new CapabilityState();
  const registration = new Registration(capabilities, {
    candidates: new NickCandidates(wanted, "guest1"),
    logsIn,
    language: "zh",
  });
  const start = registration.start();
  const read = (...lines: readonly string[]) =>
    lines
      .flatMap((line) => registration.read(incoming(line)))
      .map((step) => (step.kind === "send" ? [step.command, ...step.params].join(" ") : step.kind));
  return { capabilities, registration, start, read };
}

describe("registration", () => {
  test("begins with everything a server needs", () => {
    assertEquals(register("李华").start, [
      { kind: "send", command: "CAP", params: ["LS", "302"] },
      { kind: "send", command: "NICK", params: ["李华"] },
      { kind: "send", command: "USER", params: ["chat", "0", "*", "李华"] },
    ]);
  });

  test("asks for what is offered and wanted, and ends when it is told", () => {
    const { capabilities, read } = register();
    assertEquals(read(":s CAP * LS * :tls=6697 batch", ":s CAP * LS :echo-message draft/unknown"), [
      "CAP REQ batch echo-message",
    ]);
    assertEquals(read(":s CAP * ACK :batch echo-message"), ["CAP END"]);
    assertEquals([capabilities.has("batch"), capabilities.has("tls")], [true, false]);
  });

  test("ends at once where nothing is offered, and where all is refused", () => {
    assertEquals(register().read(":s CAP * LS :"), ["CAP END"]);
    const { capabilities, read } = register();
    assertEquals(read(":s CAP * LS :batch", ":s CAP * NAK :batch"), ["CAP REQ batch", "CAP END"]);
    assertEquals(capabilities.has("batch"), false);
  });

  test("is over at the end of the introduction, with or without capabilities", () => {
    const { registration, read } = register();
    assertEquals(read(":s 421 ann CAP :Unknown command", ":s 001 ann :Welcome", ":s 372 ann :- hi"), []);
    assertEquals(
      [registration.isRegistered, read(":s 376 ann :End"), registration.isRegistered],
      [false, ["registered"], true],
    );
    assertEquals(register().read(":s 001 ann :Welcome", ":s 422 ann :No MOTD"), ["registered"]);
  });

  test("asks the server to speak the person's language, where it can", () => {
    const offer = ":s CAP * LS :draft/languages=2,en,zh";
    assertEquals(register().read(offer, ":s CAP * ACK :draft/languages"), [
      "CAP REQ draft/languages",
      "LANGUAGE zh",
      "CAP END",
    ]);
    assertEquals(register().read(":s CAP * LS :draft/languages=1,en", ":s CAP * ACK :draft/languages"), [
      "CAP REQ draft/languages",
      "CAP END",
    ]);
  });

  test("waits for the login, and asks again for the name that was another's before it", () => {
    const { registration, read } = register("ann", true);
    assertEquals(read(":s CAP * LS :batch", ":s CAP * NAK :batch"), ["CAP REQ batch", "authenticate"]);
    assertEquals(read(":s 433 * ann :Nickname belongs to an account"), ["NICK ann_"]);
    assertEquals(registration.authenticated(), [
      { kind: "send", command: "NICK", params: ["ann"] },
      { kind: "send", command: "CAP", params: ["END"] },
    ]);
    assertEquals(registration.authenticated(), []);
  });

  test("follows capabilities that come and go later", () => {
    const { capabilities, read } = register();
    read(":s CAP * LS :batch", ":s CAP * ACK :batch", ":s 001 ann :Welcome", ":s 422 ann :No MOTD");
    assertEquals(read(":s CAP ann NEW :echo-message tls"), ["CAP REQ echo-message"]);
    assertEquals(read(":s CAP ann ACK :echo-message", ":s CAP ann DEL :batch"), []);
    assertEquals([capabilities.has("echo-message"), capabilities.has("batch")], [true, false]);
  });

  test("tries other names, then asks the person", () => {
    const { read } = register();
    const taken = Array.from({ length: 10 }, () => read(":s 433 * x :Nickname is already in use")).flat();
    const tried = ["ann_", "ann2", "ann3", "ann4", "ann5", "ann6", "ann7", "ann8", "ann9"];
    assertEquals(taken, [...tried.map((nick) => `NICK ${nick}`), "nickNeeded"]);
  });

  test("tries shorter names, then a guest's, where the server does not like this one", () => {
    const { read } = register("annemarie.lang");
    const refused = ":s 432 * x :Erroneous nickname";
    assertEquals(read(refused, refused, ":s 433 * x :In use", refused), [
      "NICK annemarie",
      "NICK guest1",
      "NICK guest1_",
      "nickNeeded",
    ]);
    assertEquals(register("李华").read(refused), ["NICK guest1"]);
  });
});
