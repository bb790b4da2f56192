from onrecord.reading.rules import RuleReader
