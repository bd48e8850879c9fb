#!/usr/bin/env python3
"""Registers users as docs/users-table.md specifies it: one ID a line of a file, in UTF-8. Needs boto3.

    write_users.py --table TABLE PROJECT FILE             registers them
    write_users.py --table TABLE --remove PROJECT FILE    unregisters them

The name of the table is an output of the stack. Region and credentials are found as boto3 always does.
"""

import argparse
import hashlib

import boto3

SHARDS = 64
LONGEST_ID = 1024


def user_key(project, user_id):
    """The key of a user in the stack's own users table. It is also the whole item."""
    encoded = user_id.encode()
    if not 0 < len(encoded) <= LONGEST_ID or b"\n" in encoded:
        raise ValueError("an ID has 1 to %d bytes and no line feed: %.80r" % (LONGEST_ID, user_id))
    shard = hashlib.sha256(encoded).digest()[0] % SHARDS
    return {"shard": "%s#%d" % (project, shard), "id": user_id}


def main():
    parser = argparse.ArgumentParser(description="Registers users.")
    parser.add_argument("--table", required=True)
    parser.add_argument("--remove", action="store_true", help="unregister them")
    parser.add_argument("--endpoint-url", help="of another DynamoDB, such as the local stack's")
    parser.add_argument("project")
    parser.add_argument("file")
    given = parser.parse_args()

    with open(given.file, encoding="utf-8", newline="\n") as file:
        ids = dict.fromkeys(line.removesuffix("\n") for line in file)
    keys = [user_key(given.project, user_id) for user_id in ids if user_id]
    table = boto3.resource("dynamodb", endpoint_url=given.endpoint_url).Table(given.table)
    with table.batch_writer() as batch:
        for key in keys:
            batch.delete_item(Key=key) if given.remove else batch.put_item(Item=key)


if __name__ == "__main__":
    main()
