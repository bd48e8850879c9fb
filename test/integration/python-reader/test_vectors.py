"""docs/examples/read_audience.py against docs/vectors/, and where DynamoDB answers late or not at all."""

import base64
import hashlib
import json
import pathlib
import sys
import unittest

from boto3.dynamodb.types import TypeDeserializer

docs = pathlib.Path(__file__).parents[3] / "docs"
sys.path.insert(0, str(docs / "examples"))

import read_audience  # noqa: E402 (only now it is found)


def vectors(kind):
    return json.loads((docs / "vectors" / (kind + ".json")).read_text(encoding="utf-8"))


def plain(item):
    """From DynamoDB's JSON to what a boto3 Table returns."""

    def with_bytes(value):
        if "B" in value:
            return {"B": base64.b64decode(value["B"])}
        if "M" in value:
            return {"M": {name: with_bytes(inner) for name, inner in value["M"].items()}}
        return value

    return {name: TypeDeserializer().deserialize(with_bytes(value)) for name, value in item.items()}


class Table:
    """What the reader uses of a boto3 Table; `lag` are keys that only a consistent read finds."""

    def __init__(self, key_names, items):
        self.key_names = key_names
        self.items = {self.key_of(item): item for item in map(plain, items)}
        self.lag = set()
        self.reads = []

    def key_of(self, item):
        return tuple(item[name] for name in self.key_names)

    def get_item(self, Key, ConsistentRead):
        key = self.key_of(Key)
        self.reads.append((key, ConsistentRead))
        if key not in self.items or (key in self.lag and not ConsistentRead):
            return {}
        return {"Item": self.items[key]}


class Vectors(unittest.TestCase):
    def test_hashes(self):
        for vector in vectors("hashes"):
            with self.subTest(vector["id"]):
                self.assertEqual(
                    "%016x" % read_audience.xxh64(vector["id"].encode()), vector["xxh64"]
                )

    def test_buckets(self):
        for vector in vectors("buckets"):
            for chunks, bucket in vector["buckets"].items():
                with self.subTest(vector["xxh64"], chunks=chunks):
                    found = read_audience.bucket_of(int(vector["xxh64"], 16), int(chunks))
                    self.assertEqual(found, bucket)

    def test_order(self):
        order = vectors("order")
        encoded = (one.encode() for one in order["members"])
        found = sorted(encoded, key=lambda one: (read_audience.xxh64(one), one))
        self.assertEqual([one.decode() for one in found], order["inOrder"])

    def test_chunks(self):
        for vector in vectors("chunks"):
            with self.subTest(vector["what"]):
                content = read_audience.decompress(base64.b64decode(vector["zstd"]))
                self.assertEqual(content, "\n".join(vector["ids"]).encode())

    def test_digests(self):
        for vector in vectors("digests"):
            with self.subTest(vector["sha256"]):
                self.assertEqual(digest(vector["inOrder"]), vector["sha256"])


    def test_edits(self):
        for vector in vectors("edits"):
            with self.subTest(vector["what"]):
                base = {int(bucket): ids for bucket, ids in vector["base"].items()}
                run = range(vector["firstBucket"], max(base) + 1)
                edits = bytes.fromhex(vector["edits"])
                changes = read_audience.Changes(0, run, edits, vector["added"])
                found = {str(bucket): changes.apply(bucket, ids) for bucket, ids in base.items()}
                self.assertEqual(found, vector["members"])


class Version(unittest.TestCase):
    def setUp(self):
        self.expected = vectors("version")
        items = self.expected["items"]
        self.audiences = Table(["projectId", "fileName"], items["audiences"])
        self.memberships = Table(["chunkSet", "bucket"], items["memberships"])
        self.snapshot = self.open()
        (self.chunk,) = (key for key in self.memberships.items if key[1] == 1)

    def open(self, name="vip"):
        return read_audience.open_snapshot(self.audiences, self.memberships, "shop", name)

    def test_the_live_one_is_opened(self):
        self.assertEqual(self.snapshot.version, self.expected["version"])
        self.assertEqual(self.snapshot.members, len(self.expected["members"]))
        self.assertEqual([is_consistent for _, is_consistent in self.audiences.reads], [True])

    def test_ids(self):
        found = list(self.snapshot.ids())
        self.assertEqual(found, self.expected["members"])
        self.assertEqual(digest(found), self.expected["sha256"])

    def test_contains(self):
        for member in self.expected["members"]:
            with self.subTest(member):
                self.assertTrue(self.snapshot.contains(member))
        for other in self.expected["notMembers"]:
            with self.subTest(other):
                self.assertFalse(self.snapshot.contains(other))

    def test_a_chunk_costs_one_eventually_consistent_read(self):
        list(self.snapshot.ids())
        self.assertEqual([is_consistent for _, is_consistent in self.memberships.reads], [False] * 3)

    def test_a_chunk_that_is_late_is_read_again(self):
        self.memberships.lag.add(self.chunk)
        self.assertEqual(list(self.snapshot.ids()), self.expected["members"])
        self.assertTrue(self.snapshot.contains("0001"))

    def test_a_chunk_that_is_missing_is_an_error(self):
        del self.memberships.items[self.chunk]
        with self.assertRaises(read_audience.VersionGone):
            list(self.snapshot.ids())
        for in_bucket_1 in ("0001", "01"):
            with self.assertRaises(read_audience.VersionGone):
                self.snapshot.contains(in_bucket_1)
        self.assertEqual(self.memberships.reads[-1], (self.chunk, True))

    def test_what_is_not_published_is_an_error(self):
        with self.assertRaises(read_audience.AudienceNotFound):
            self.open("nothing")
        (item,) = self.audiences.items.values()
        del item["versions"][str(self.expected["version"])]
        with self.assertRaises(read_audience.AudienceNotFound):
            self.open()


class Difference(unittest.TestCase):
    def setUp(self):
        self.expected = vectors("difference")
        items = self.expected["items"]
        self.audiences = Table(["projectId", "fileName"], items["audiences"])
        self.memberships = Table(["chunkSet", "bucket"], items["memberships"])
        self.snapshot = read_audience.open_snapshot(
            self.audiences, self.memberships, "shop", "vip"
        )

    def test_ids(self):
        found = list(self.snapshot.ids())
        self.assertEqual(found, self.expected["members"])
        self.assertEqual(digest(found), self.expected["sha256"])

    def test_each_chunk_is_read_once(self):
        list(self.snapshot.ids())
        chunks = self.expected["baseChunks"] + self.expected["chunks"]
        self.assertEqual(len(self.memberships.reads), chunks)

    def test_contains(self):
        for member in self.expected["members"]:
            with self.subTest(member):
                self.assertTrue(self.snapshot.contains(member))
        for other in self.expected["notMembers"]:
            with self.subTest(other):
                self.assertFalse(self.snapshot.contains(other))


class Refused(unittest.TestCase):
    """Versions that a reader has to refuse, by when it has to."""

    def test_each(self):
        for vector in vectors("refused"):
            with self.subTest(vector["what"]):
                snapshot = self.refuse_or(vector["at"] == "open", lambda: self.open(vector))
                if snapshot is None:
                    continue
                self.refuse_or(vector["at"] == "chunk", lambda: snapshot.contains("user-0001"))
                self.refuse_or(True, lambda: list(snapshot.ids()))

    def test_each_difference(self):
        errors = {"unknown": read_audience.UnknownFormat, "gone": read_audience.VersionGone}
        for vector in vectors("refused-differences"):
            with self.subTest(vector["what"]):
                error = errors[vector["error"]]
                items = vector["items"]
                audiences = Table(["projectId", "fileName"], items["audiences"])
                memberships = Table(["chunkSet", "bucket"], items["memberships"])

                def open_it():
                    return read_audience.open_snapshot(audiences, memberships, "shop", "vip")

                snapshot = self.refuse_or(vector["at"] == "open", open_it, error)
                if snapshot is None:
                    continue
                self.refuse_or(vector["at"] == "chunk", lambda: snapshot.contains("user-0001"), error)
                self.refuse_or(True, lambda: list(snapshot.ids()), error)

    def refuse_or(self, is_refused, use, error=read_audience.UnknownFormat):
        if not is_refused:
            return use()
        self.assertRaises(error, use)

    def open(self, vector):
        audience = {"projectId": {"S": "shop"}, "fileName": {"S": "vip.csv"}, "audienceId": {"S": "a"}}
        audience["versions"] = {"M": {"7": {"M": vector["live"]}}}
        chunk = {"chunkSet": {"S": "a#7#0"}, "bucket": {"N": "0"}} | vector["chunk"]
        audiences = Table(["projectId", "fileName"], [audience])
        memberships = Table(["chunkSet", "bucket"], [chunk])
        return read_audience.open_snapshot(audiences, memberships, "shop", "vip")


def digest(ids):
    return hashlib.sha256(b"".join(one.encode() + b"\n" for one in ids)).hexdigest()


if __name__ == "__main__":
    unittest.main()
