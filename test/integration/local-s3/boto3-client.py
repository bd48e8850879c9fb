"""Talks to a local S3 as a boto3 user would and prints what it saw as JSON."""

import io
import json
import sys

import boto3
from botocore.exceptions import ClientError

endpoint, bucket = sys.argv[1:3]
s3 = boto3.client(
    "s3",
    endpoint_url=endpoint,
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
)
big = bytes(range(256)) * (20_000_000 // 256)
keys = ["p/a b+c.csv", "p/a-b", "p/a/b", "p/a0", "p/ａ", "p/😀", "p/\x01"]


def refused(call, **arguments):
    try:
        call(Bucket=bucket, **arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def put_if_absent(**arguments):
    """Debian's boto3 is older than the parameter IfNoneMatch."""

    def add_condition(request, **_):
        request.headers["If-None-Match"] = "*"

    s3.meta.events.register("before-sign.s3.PutObject", add_condition)
    try:
        return s3.put_object(**arguments)
    finally:
        s3.meta.events.unregister("before-sign.s3.PutObject", add_condition)


seen = {"etags": [s3.put_object(Bucket=bucket, Key=key, Body=b"hello")["ETag"] for key in keys]}
s3.upload_fileobj(io.BytesIO(big), bucket, "q/big.csv")
downloaded = io.BytesIO()
s3.download_fileobj(bucket, "q/big.csv", downloaded)
seen["downloaded"] = downloaded.getvalue() == big
seen["bigEtag"] = s3.head_object(Bucket=bucket, Key="q/big.csv")["ETag"]
pages = s3.get_paginator("list_objects_v2").paginate(
    Bucket=bucket, Prefix="p/", PaginationConfig={"PageSize": 2}
)
seen["pages"] = [[item["Key"] for item in page["Contents"]] for page in pages]
groups = s3.list_objects_v2(Bucket=bucket, Delimiter="/")["CommonPrefixes"]
seen["groups"] = [group["Prefix"] for group in groups]
seen["refused"] = [
    refused(put_if_absent, Key="p/a0", Body=b"x"),
    refused(s3.put_object, Key="p//x", Body=b"x"),
    refused(s3.get_object, Key="missing"),
    refused(s3.get_object, Key="p/a0", IfMatch='"x"'),
    refused(s3.put_object_acl, Key="p/a0", ACL="private"),
]
s3.delete_object(Bucket=bucket, Key="p/\x01")
deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys[:-1]]})
seen["deleted"] = [item["Key"] for item in deleted["Deleted"]]
seen["left"] = s3.list_objects_v2(Bucket=bucket)["KeyCount"]
print(json.dumps(seen))
