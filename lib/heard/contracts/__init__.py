"""The records held to `data_contracts/`: what is refused, what is set aside, what is worth a look."""

from heard.contracts.check import check_records
from heard.contracts.contract_files import load_contract
from heard.contracts.rule import Contract, ContractRule

__all__ = ["Contract", "ContractRule", "check_records", "load_contract"]
