#!/usr/bin/env python3
"""Reads an audience as docs/membership-format.md specifies it. Needs boto3 and, before Python 3.14, zstandard.

    read_audience.py --audiences TABLE --memberships TABLE PROJECT NAME          prints the members
    read_audience.py --audiences TABLE --memberships TABLE PROJECT NAME ID ...   prints yes or no for each

The names of the tables are outputs of the stack. Region and credentials are found as boto3 always does.
"""

import argparse
import struct
import sys

import boto3

try:
    from compression.zstd import ZstdError, decompress  # Python 3.14
except ImportError:
    import zstandard
    from zstandard import ZstdError

    def decompress(frame):
        # Not decompress(): that takes only frames that say how long their content is.
        return zstandard.ZstdDecompressor().decompressobj().decompress(frame)


class AudienceNotFound(LookupError):
    """Nothing is published under that name."""


class VersionGone(Exception):
    """The snapshot is older than its grace period. Not an answer: open a new one and ask again."""


class UnknownFormat(Exception):
    """The version is stored in a form that this program does not know: the stack is of a later release."""


def open_snapshot(audiences, memberships, project, name):
    """The version that is published now, of an audience with its name as in the list: without `.csv`.

    `audiences` and `memberships` are boto3 Tables.
    """
    key = {"projectId": project, "fileName": name + ".csv"}
    item = audiences.get_item(Key=key, ConsistentRead=True).get("Item", {})
    for number, version in item.get("versions", {}).items():
        if version.get("state") == "live":
            return Snapshot(memberships, item["audienceId"], number, version)
    raise AudienceNotFound(f"project {project!r} has no published audience {name!r}")


class Snapshot:
    """One complete version. What is published later does not change it."""

    def __init__(self, memberships, audience_id, number, version):
        layout = version.get("layout", {})
        try:
            self._chunks = int(layout["chunks"])
            self._shards = int(layout["shards"])
            self.members = int(version["counts"]["members"])
        except KeyError as missing:
            raise UnknownFormat(f"version {number} has no {missing}") from missing
        if "format" in layout or not 1 <= self._chunks <= 2**21:
            raise UnknownFormat(f"version {number} has the layout {layout}")
        self._memberships = memberships
        self._prefix = f"{audience_id}#{number}"
        self.version = int(number)

    def contains(self, user_id):
        """Compares exactly: `0001` is not `1`."""
        wanted = user_id.encode()
        return wanted in self._read_chunk(bucket_of(xxh64(wanted), self._chunks))

    def ids(self):
        """Each member once, in the order of the version, one chunk after the other."""
        count = 0
        for bucket in range(self._chunks):
            for user_id in self._read_chunk(bucket):
                yield user_id.decode()
                count += 1
        if count != self.members:
            raise UnknownFormat(f"{count} of {self.members} members were found")

    def _read_chunk(self, bucket):
        key = {"chunkSet": f"{self._prefix}#{bucket % self._shards}", "bucket": bucket}
        for is_consistent in (False, True):
            item = self._memberships.get_item(Key=key, ConsistentRead=is_consistent).get("Item")
            if item:
                content = self._content_of(item)
                # An empty chunk holds no ID, not an empty one.
                return content.split(b"\n") if content else []
        raise VersionGone(f"chunk {bucket} of version {self.version} is gone: open a new snapshot")

    def _content_of(self, item):
        try:
            return decompress(bytes(item["ids"]))
        except (KeyError, ZstdError) as error:
            raise UnknownFormat(f"version {self.version} has a chunk {sorted(item)}") from error


def bucket_of(hashed, chunks):
    return ((hashed >> 32) * chunks) >> 32


P1, P2, P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
P4, P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5
MASK = 2**64 - 1


def xxh64(data):
    """XXH64 with seed 0. The package xxhash does the same, faster."""
    at = 0
    if len(data) >= 32:
        lanes = [(P1 + P2) & MASK, P2, 0, -P1 & MASK]
        for at in range(32, len(data) + 1, 32):
            words = struct.unpack_from("<4Q", data, at - 32)
            lanes = [_mix(lane, word) for lane, word in zip(lanes, words)]
        value = sum(_rotate(lane, bits) for lane, bits in zip(lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            value = ((value ^ _mix(0, lane)) * P1 + P4) & MASK
    else:
        value = P5
    value = (value + len(data)) & MASK
    while at + 8 <= len(data):
        (word,) = struct.unpack_from("<Q", data, at)
        value = (_rotate(value ^ _mix(0, word), 27) * P1 + P4) & MASK
        at += 8
    if at + 4 <= len(data):
        (word,) = struct.unpack_from("<I", data, at)
        value = (_rotate(value ^ (word * P1 & MASK), 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        value = _rotate(value ^ (byte * P5 & MASK), 11) * P1 & MASK
    value = (value ^ (value >> 33)) * P2 & MASK
    value = (value ^ (value >> 29)) * P3 & MASK
    return value ^ (value >> 32)


def _mix(lane, word):
    return _rotate((lane + word * P2) & MASK, 31) * P1 & MASK


def _rotate(value, bits):
    return ((value << bits) | (value >> (64 - bits))) & MASK


def main():
    parser = argparse.ArgumentParser(description="Reads an audience.")
    parser.add_argument("--audiences", required=True, metavar="TABLE")
    parser.add_argument("--memberships", required=True, metavar="TABLE")
    parser.add_argument("--endpoint-url", help="of another DynamoDB, such as the local stack's")
    parser.add_argument("project")
    parser.add_argument("name")
    parser.add_argument("id", nargs="*")
    given = parser.parse_args()

    dynamodb = boto3.resource("dynamodb", endpoint_url=given.endpoint_url)
    tables = dynamodb.Table(given.audiences), dynamodb.Table(given.memberships)
    snapshot = open_snapshot(*tables, given.project, given.name)
    if given.id:
        for user_id in given.id:
            print("yes" if snapshot.contains(user_id) else "no")
    else:
        for user_id in snapshot.ids():
            sys.stdout.buffer.write(user_id.encode() + b"\n")


if __name__ == "__main__":
    main()
