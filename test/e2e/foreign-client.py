"""A client that shares no code with the product: writes a file with every oddity of docs/csv-format.md,
uploads it with boto3, and computes by itself which members have to come of it.

usage: foreign-client.py ENDPOINT BUCKET FOLDER
Writes FOLDER/users.txt (who is registered). With the word "upload" as a fourth argument it uploads, and
writes FOLDER/expected.json.
"""

import json
import random
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

ROWS = 200_000
endpoint, bucket, folder = sys.argv[1:4]
chance = random.Random(20260101)


def some_id(index):
    kind = index % 8
    if kind == 0:
        return "%08d" % index
    if kind == 1:
        return "会員-%d" % index
    if kind == 2:
        return "😀%d" % index
    if kind == 3:
        return "a,b-%d" % index
    if kind == 4:
        return 'say "%d"' % index
    if kind == 5:
        return " spaced %d " % index
    if kind == 6:
        return "CR\rinside-%d" % index
    return "user-%d-%s" % (index, "x" * (index % 300))


ids = [some_id(index) for index in range(20_000)]
registered = {one for index, one in enumerate(ids) if index % 3 != 0}


def as_field(one, quoted):
    if quoted or "," in one or "\r" in one or one.startswith('"'):
        return '"' + one.replace('"', '""') + '"'
    return one


if sys.argv[4:] != ["upload"]:
    with open(folder + "/users.txt", "w", encoding="utf-8", newline="") as users:
        users.write("".join(as_field(one, False) + "\n" for one in sorted(registered)))
    sys.exit()

blank = 0
rows = []
fields = []
while len(rows) + blank < ROWS:
    if chance.random() < 0.01:
        blank += 1
        fields.append(chance.choice(["", '""']))
        continue
    one = chance.choice(ids) if len(rows) >= len(ids) else ids[len(rows)]
    if chance.random() < 0.002:
        one = chance.choice(["line\nfeed-%d" % len(rows), "漢" * 700 + str(len(rows)), one.strip() + "."])
    rows.append(one)
    fields.append(as_field(one, "\n" in one or chance.random() < 0.3))

parts = ["\ufeff"]
for index, field in enumerate(fields):
    parts.append(field)
    # The last row ends with a CR alone.
    parts.append("\r" if index == len(fields) - 1 else chance.choice(["\n", "\r\n"]))
content = "".join(parts).encode("utf-8")

s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(s3={"addressing_style": "path"}),
)
with open(folder + "/odd.csv", "wb") as file:
    file.write(content)
s3.put_object(Bucket=bucket, Key="shop/単一.csv", Body=content)
s3.upload_file(
    folder + "/odd.csv",
    bucket,
    "shop/multi part.csv",
    Config=TransferConfig(multipart_threshold=5 * 2**20, multipart_chunksize=5 * 2**20),
)
head = s3.head_object(Bucket=bucket, Key="shop/multi part.csv")
assert head["ETag"].endswith('-%d"' % -(-len(content) // (5 * 2**20))), head["ETag"]

distinct = set(rows)
members = distinct & registered
with open(folder + "/expected.json", "w", encoding="utf-8") as file:
    json.dump(
        {
            "counts": {
                "rows": len(rows),
                "blank": blank,
                "duplicates": len(rows) - len(distinct),
                "unregistered": len(distinct) - len(members),
                "members": len(members),
            },
            "members": sorted(members),
        },
        file,
    )
