"""Grades a class: finds what was handed in, runs it in confined processes, keeps the results.

The path of one submission: `discovery` reads it, `grade_class` hands it to `grade_one`, which asks
a `zygote` for a process, in which `server` forks a child that runs the checks within `limits`. What
comes back goes into the `journal`, and in the end into the gradebook.
"""
