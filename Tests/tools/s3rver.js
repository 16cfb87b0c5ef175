// Runs s3rver, an S3 server for bytes, on loopback and a free port until it gets TERM.
// Usage: node s3rver.js DIR    DIR gets the objects; DIR/address the endpoint once it answers. Access key and secret are both S3RVER.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import S3rver from "s3rver";

const directory = process.argv[2];
const objects = join(directory, "objects");
mkdirSync(objects, { recursive: true });
const { port } = await new S3rver({ address: "127.0.0.1", port: 0, directory: objects, silent: true }).run();
writeFileSync(join(directory, "address.new"), `http://127.0.0.1:${port}\n`);
renameSync(join(directory, "address.new"), join(directory, "address"));
