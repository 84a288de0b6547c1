/** The settings of the peers: no flood protection, no look-ups, no limit that the load comes near. */

/** https://ngircd.barton.de/man/ngircd.conf.5.html */
export const ngircdSettings = (port: number): string => `
[Global]
Name = ngircd.bench
AdminEMail = bench@ngircd.bench
Listen = 127.0.0.1
Ports = ${port}
MotdPhrase = bench
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxNickLength = 30
MaxPenaltyTime = 0
PingTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
NoticeBeforeRegistration = no
`;

/** https://docs.inspircd.org/3/configuration/ */
export const inspircdSettings = (port: number): string => `
<config format="xml">
<server name="inspircd.bench" description="bench" network="bench" id="001">
<admin name="bench" nick="bench" email="bench@inspircd.bench">
<bind address="127.0.0.1" port="${port}" type="clients">
<connect name="main" allow="*" limit="20000" localmax="20000" globalmax="20000" maxconnwarn="no"
  maxchans="1000" timeout="600" pingfreq="3600" resolvehostnames="no" useident="no"
  fakelag="no" threshold="1000000" commandrate="1000000000"
  recvq="1M" softsendq="64M" hardsendq="64M">
<performance netbuffersize="65534" somaxconn="4096" softlimit="20000" clonesonconnect="no" timeskipwarn="0">
<limits maxnick="30" maxchan="64">
`;
