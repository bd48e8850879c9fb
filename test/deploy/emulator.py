"""AWS on this machine: moto as a server, and the parts of CloudFormation that moto leaves out and our templates need.

usage: emulator.py
Prints its URL, and serves until its standard input ends. A call that starts without keys has the account 123456789012.
"""

import json
import sys
import warnings

from moto.awslambda import urls as lambda_urls
from moto.cloudformation import models, parsing
from moto.cloudformation.exceptions import CloudFormationError, ValidationError
from moto.cloudformation.models import ChangeSet, CloudFormationBackend
from moto.cloudwatch.models import cloudwatch_backends
from moto.cloudwatch.utils import make_arn_for_alarm
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.dynamodb.models import Table
from moto.events.models import Rule
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from moto.ses.responses import EmailResponse
from moto.sns.models import Topic

# It warns of each kind of resource that it ignores.
warnings.simplefilter("ignore")


class Alarm(CloudFormationModel):
    """An alarm with a name and an ARN, which the dashboard refers to. It watches nothing, as those of moto do."""

    # moto asks the name of the module for the service.
    __module__ = "moto.cloudwatch.models"

    def __init__(self, name, account_id, region):
        self.name = name
        self.arn = make_arn_for_alarm(region, account_id, name)

    @property
    def physical_resource_id(self):
        return self.name

    @staticmethod
    def cloudformation_name_type():
        return "AlarmName"

    @staticmethod
    def cloudformation_type():
        return "AWS::CloudWatch::Alarm"

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "Arn"

    def get_cfn_attribute(self, attribute_name):
        return self.arn

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        properties = cloudformation_json["Properties"]
        cloudwatch_backends[account_id][region_name].put_metric_alarm(
            name=resource_name,
            namespace=properties.get("Namespace"),
            metric_name=properties.get("MetricName"),
            comparison_operator=properties["ComparisonOperator"],
            evaluation_periods=properties["EvaluationPeriods"],
            period=properties.get("Period"),
            threshold=properties.get("Threshold"),
            statistic=properties.get("Statistic"),
            description=properties.get("AlarmDescription"),
            dimensions=[],
            alarm_actions=properties.get("AlarmActions", []),
            ok_actions=properties.get("OKActions", []),
        )
        return cls(resource_name, account_id, region_name)

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        cloudwatch_backends[account_id][region_name].delete_alarms([resource_name])


def show_outputs(apply):
    """moto shows the outputs of the template that a stack was created with, and a change set creates a stack without one."""

    def apply_change_set(change_set):
        apply(change_set)
        stack = change_set.stack
        stack.template_dict = change_set.template_dict
        stack.output_map = stack._create_output_map()

    return apply_change_set


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


def miss_change_set(describe):
    """The CDK waits for this error when it has deleted a change set."""

    def describe_change_set(backend, change_set_name):
        try:
            return describe(backend, change_set_name)
        except ValidationError as error:
            raise ChangeSetNotFound(str(error)) from error

    return describe_change_set


def keep_what_was_read(parse):
    """In an update, moto takes the value of a parameter that stays for the name of one in SSM."""

    def parse_ssm_parameter(resources, value, value_type):
        try:
            return parse(resources, value, value_type)
        except AttributeError:
            return value

    return parse_ssm_parameter


def read_json_first(load):
    """What takes YAML seconds, takes JSON milliseconds."""

    def load_template(template, **options):
        try:
            return json.loads(template)
        except ValueError:
            return load(template, **options)

    return load_template


def call_nothing(*_):
    """moto has rules with a schedule take every event, and fails where their target is a function."""


def answer_account_settings(*_):
    limits = {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 1000}
    return 200, {"Content-Type": "application/json"}, json.dumps({"AccountLimit": limits})


def get_account_sending_enabled(_):
    return ActionResult({"Enabled": True})


def remove_unless_retained(delete):
    """moto keeps no resource that only leaves its template, and knows nothing of `RetainExceptOnCreate`."""

    def delete_resource(resources, parsed_resource, resource_json):
        if not resource_json.get("DeletionPolicy", "").startswith("Retain"):
            delete(resources, parsed_resource, resource_json)

    return delete_resource


def update_or_keep(update):
    """Where moto cannot update a kind of resource, it forgets it, and the outputs that name it are lost. Topics it replaces."""

    def update_resource(logical_id, resource_json, resources_map, **where):
        before = resources_map[logical_id]
        if isinstance(before, Topic):
            return before
        after = update(logical_id, resource_json, resources_map, **where)
        if isinstance(before, Table):
            before.deletion_protection_enabled = resource_json["Properties"].get("DeletionProtectionEnabled", False)
        return before if after is None else after

    return update_resource


lambda_urls.url_paths[r"{0}/(?P<api_version>[^/]+)/account-settings/?$"] = answer_account_settings
EmailResponse.get_account_sending_enabled = get_account_sending_enabled
Rule.send_to_targets = call_nothing
CloudFormationBackend.describe_change_set = miss_change_set(CloudFormationBackend.describe_change_set)
models.yaml.load = read_json_first(models.yaml.load)
ChangeSet.apply = show_outputs(ChangeSet.apply)
parsing.ResourceMap.parse_ssm_parameter = keep_what_was_read(parsing.ResourceMap.parse_ssm_parameter)
parsing.ResourceMap._delete_resource = remove_unless_retained(parsing.ResourceMap._delete_resource)
parsing.parse_and_update_resource = update_or_keep(parsing.parse_and_update_resource)

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("http://%s:%d" % server.get_host_and_port(), flush=True)
sys.stdin.read()
server.stop()
