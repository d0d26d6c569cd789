#!/usr/bin/env python3
"""Makes radon.csv from the EPA radon survey (srrs2.dat) and the county uranium readings (cty.dat).

Both files are in the source distribution of pymc3 3.8, folder pymc3/examples/data (Apache-2.0):
    pip download --no-deps --no-binary pymc3 pymc3==3.8
    python radon_csv.py FOLDER radon.csv          # needs pandas; radon.README.md tells the decisions taken here
"""

import pathlib
import sys

import numpy as np
import pandas as pd

folder, target = map(pathlib.Path, sys.argv[1:3])
homes = pd.read_csv(folder / "srrs2.dat", skipinitialspace=True)
counties = pd.read_csv(folder / "cty.dat", skipinitialspace=True)
for table in (homes, counties):
    table.columns = table.columns.str.strip()
    for name in table.columns[[not pd.api.types.is_numeric_dtype(t) for t in table.dtypes]]:
        table[name] = table[name].str.strip()

# A group is a county, or a reservation where the survey of tribal lands (state code R5) names one instead of a county.
homes["fips"] = 1000 * homes.stfips + homes.cntyfips
tribal = homes.state == "R5"
county_name = homes[~tribal & homes.county.notna()].groupby("fips").county.agg(lambda names: names.unique().item())
homes["group"] = np.where(
    tribal, homes.state2 + " " + homes.county + " RESERVATION", homes.state2 + " " + homes.fips.map(county_name)
)

# Uranium: 0 is "no reading". Such a county gets the mean log reading of the other counties of its state.
counties["fips"] = 1000 * counties.stfips + counties.ctfips
counties = counties.drop_duplicates("fips").set_index("fips")
log_uranium = np.log(counties.Uppm.where(counties.Uppm > 0))
state_mean = log_uranium.groupby(counties.stfips).mean()
unread = log_uranium.isna()
log_uranium[unread] = counties.stfips[unread].map(state_mean)

# The Menominee reservation is Menominee County, Wisconsin (55078), whatever code its homes carry.
homes.loc[homes.group == "WI MENOMINEE RESERVATION", "fips"] = 55078
homes["log_uranium"] = homes.fips.map(log_uranium)
# One value a group: over the homes of a reservation whose county is known, the mean.
homes["log_uranium"] = homes.groupby("group").log_uranium.transform("mean")

# posteriordb's radon_all: the homes whose county code is known, grouped by the county's name as the survey writes it.
survey_fips = 1000 * homes.stfips + homes.cntyfips
homes["posteriordb"] = homes.county.fillna("UNNAMED").where(survey_fips.isin(counties.index), "")

# Floor: 0 basement; 1, 2, 3 above it; 9 unknown, which gets the share above the basement among its state's homes.
above = (homes.floor > 0).astype(float).where(homes.floor != 9)
share = above.groupby(homes.state2).mean()
homes["above"] = above.fillna(homes.state2.map(share))

table = pd.DataFrame(
    {
        "state": homes.state2,
        "county": homes.group,
        "floor": homes.above.round(4),
        "floor_code": homes.floor,
        "activity": homes.activity,
        "log_radon": np.log(homes.activity.where(homes.activity > 0, 0.1)).round(6),
        "log_uranium": homes.log_uranium.round(6),
        "posteriordb_county": homes.posteriordb,
    }
)
assert len(table) == 12777 and not table.isna().any().any()
assert (table.posteriordb_county != "").sum() == 12573 and table.posteriordb_county.nunique() == 386 + 1
assert (table.groupby("county").log_uranium.nunique() == 1).all()
table["floor"] = table.floor.map(lambda f: f"{f:g}")
table.sort_values(["county"], kind="stable").to_csv(target, index=False)
unread_homes = homes[homes.fips.isin(counties.index[unread])]
print("counties", table.county.nunique(), "no reading:", unread_homes.group.value_counts().to_dict())
print(
    "unknown floor:", homes[homes.floor == 9].groupby("state2").above.agg(["first", "size"]).round(4).to_dict("index")
)
